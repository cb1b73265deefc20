using ExpertRouter.App.Demo;
using ExpertRouter.App.Setup;
using ExpertRouter.Data;
using ExpertRouter.Data.Providers;
using ExpertRouter.Web.Auth;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.Web.Hosting;

/// <summary>
/// What must be done before the first request: tables, roles, accounts, demo mode. Demo mode is on when <c>Demo:Enabled</c>
/// says so; left open, it is on for a SQLite store that is new or already holds the demo organisation, and nowhere else.
/// </summary>
public sealed partial class StoreStartup(
    IServiceProvider services, StoreMigrator migrator, IDbContextFactory<AppDbContext> contexts, DatabaseOptions database,
    DemoMode demo, SetupCode setup, PortalOptions options, IConfiguration configuration, IServer server,
    IHostApplicationLifetime lifetime, ILogger<StoreStartup> logger) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await migrator.MigrateAsync(cancellationToken);
        demo.Set(configuration.GetValue<bool?>("Demo:Enabled") ?? await IsNewOrDemoAsync(cancellationToken));
        await using var scope = services.CreateAsyncScope();
        await AdministratorSetup.EnsureRolesAsync(scope.ServiceProvider);
        await DemoAccounts.SyncAsync(scope.ServiceProvider, demo.IsOn);
        await EnsureAdministratorAsync(scope.ServiceProvider);
        lifetime.ApplicationStarted.Register(SayWhere);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<bool> IsNewOrDemoAsync(CancellationToken cancellationToken)
    {
        if (database.Provider != DatabaseProvider.Sqlite)
            return false;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return !await db.Sources.AnyAsync(cancellationToken)
            ? !await db.Users.AnyAsync(cancellationToken)
            : await db.Sources.AnyAsync(source => source.Name == DemoOrganisation.SourceName, cancellationToken);
    }

    private async Task EnsureAdministratorAsync(IServiceProvider scoped)
    {
        if (await AdministratorSetup.ExistsAsync(scoped))
            return;
        if (options.FirstAdministrator is { Email: { Length: > 0 } email, Password: { Length: > 0 } password })
            IdentityProblem.ThrowIfFailed(await AdministratorSetup.CreateAsync(scoped, email, password), email);
        else if (!demo.IsOn)
            LogSetupCode(setup.Open());
    }

    private void SayWhere()
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses.ToList() ?? [];
        foreach (var address in addresses)
            LogOpen(address.Replace("[::]", "localhost", StringComparison.Ordinal));
        if (demo.IsOn && addresses.Any(address => !IsLocal(address)))
            LogDemoExposed();
    }

    private static bool IsLocal(string address) =>
        address.Contains("//localhost", StringComparison.Ordinal) || address.Contains("//127.", StringComparison.Ordinal)
        || address.Contains("//[::1]", StringComparison.Ordinal);

    [LoggerMessage(Level = LogLevel.Information, Message = "ExpertRouter is ready: open {Address}")]
    private partial void LogOpen(string address);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody administers this installation yet. Open /account/first-run and give the set-up code {Code}")]
    private partial void LogSetupCode(string code);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Demo mode is on and the portal is open to other machines: everybody who reaches it can sign in as a demo administrator. Set Demo:Enabled=false for real use.")]
    private partial void LogDemoExposed();
}
