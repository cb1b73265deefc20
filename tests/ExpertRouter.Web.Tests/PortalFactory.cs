using System.Net.Http.Json;
using ExpertRouter.Core.Model;
using ExpertRouter.Data;
using ExpertRouter.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ExpertRouter.Web.Tests;

/// <summary>The whole portal with the demo organisation in a throw-away data directory.</summary>
public class PortalFactory : WebApplicationFactory<Program>, IAsyncLifetime
{
    private readonly string _data = Path.Combine(Path.GetTempPath(), "expertrouter-web-" + Guid.CreateVersion7().ToString("N"));

    /// <summary>Further settings, <c>key=value</c>.</summary>
    protected virtual IEnumerable<KeyValuePair<string, string>> Settings => [];

    /// <summary>The data directory.</summary>
    public string DataDirectory => _data;

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.UseSetting("Data:Directory", _data);
        foreach (var (key, value) in ManyAskings.Settings.Concat(Settings))
            builder.UseSetting(key, value);
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        using var client = CreateClient();
        for (var attempt = 0; attempt < 1800; attempt++)
        {
            var state = await client.GetFromJsonAsync<Progress>("/progress", TestContext.Current.CancellationToken);
            if (!state!.IsBusy)
            {
                Assert.Equal("", state.Sentence);
                return;
            }
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
        Assert.Fail("The demo organisation was not ready within three minutes.");
    }

    /// <summary>A client that keeps cookies and does not follow redirects.</summary>
    public PortalClient Guest() => new(CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, BaseAddress = ClientOptions.BaseAddress }));

    /// <summary>A client signed in as one of the demo accounts.</summary>
    public async Task<PortalClient> SignedInAsync(string role)
    {
        var client = Guest();
        await client.SignInAsync(role);
        return client;
    }

    /// <summary>Reads from the store.</summary>
    public async Task<T> ReadAsync<T>(Func<AppDbContext, Task<T>> read)
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        return await read(db);
    }

    /// <summary>A restricted document of the demo organisation.</summary>
    public Task<Document> RestrictedAsync(string group) => ReadAsync(async db =>
        (await db.Documents.AsNoTracking().ToListAsync()).First(document => document.VisibilityGroups.Contains(group)));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (Directory.Exists(_data))
            Directory.Delete(_data, recursive: true);
        GC.SuppressFinalize(this);
    }

    private sealed record Progress(bool IsBusy, string Sentence);
}
