using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using ExpertRouter.App.Setup;
using ExpertRouter.Data;
using ExpertRouter.Data.Providers;
using ExpertRouter.Web.Components.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ExpertRouter.Web.Hosting;

/// <summary>Gathers what the system page shows. Thread-safe.</summary>
public sealed class SystemStateReader(
    HealthCheckService health, IDbContextFactory<AppDbContext> contexts, DatabaseOptions database, DataDirectory data,
    StartupProgress startup, TimeProvider time)
{
    /// <summary>Looks at every part.</summary>
    public async Task<SystemState> ReadAsync(CancellationToken cancellationToken)
    {
        var report = await health.CheckHealthAsync(cancellationToken);
        var parts = report.Entries
            .Select(entry => new SystemState.Part(
                entry.Key, entry.Value.Status == HealthStatus.Healthy, entry.Value.Description ?? entry.Value.Status.ToString().ToLowerInvariant()))
            .ToList();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        parts.Add(await OutboxAsync(db, cancellationToken));
        var failed = await db.FailedMessages.CountAsync(cancellationToken);
        parts.Add(new SystemState.Part("failed messages", failed == 0, failed == 0 ? "none" : $"{Wording.Count(failed, "message")} that could not be handled"));
        if (startup.Current is { Phase: not StartupPhase.Ready } state)
            parts.Add(new SystemState.Part("start-up", state.IsBusy, state.Sentence));
        return new SystemState(parts, await NumbersAsync(db, cancellationToken), Versions());
    }

    private async Task<SystemState.Part> OutboxAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        var waiting = db.Outbox.Where(message => message.SentAt == null);
        var count = await waiting.CountAsync(cancellationToken);
        if (count == 0)
            return new SystemState.Part("outbox", true, "empty");
        var oldest = await waiting.OrderBy(message => message.Id).Select(message => message.OccurredAt).FirstAsync(cancellationToken);
        return new SystemState.Part(
            "outbox", true, $"{Wording.Count(count, "event")} waiting, the oldest since {RelativeDate.Say(oldest, time.GetUtcNow())}");
    }

    private async Task<IReadOnlyList<(string Name, string Value)>> NumbersAsync(AppDbContext db, CancellationToken cancellationToken) =>
    [
        ("database", database.Provider == DatabaseProvider.Sqlite ? "SQLite" : "PostgreSQL"),
        ("documents", Number(await db.Documents.CountAsync(document => !document.IsDeleted, cancellationToken))),
        ("people and models", Number(await db.Experts.CountAsync(expert => expert.MergedIntoId == null, cancellationToken))),
        ("sources", Number(await db.Sources.CountAsync(cancellationToken))),
        ("data directory", $"{data.Root}, {Megabytes()} MB"),
    ];

    private string Megabytes() => Number(
        new DirectoryInfo(data.Root).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Exists ? file.Length : 0) / (1024 * 1024));

    private static IReadOnlyList<(string Name, string Value)> Versions() =>
    [
        ("ExpertRouter", Version(typeof(SystemStateReader).Assembly)),
        (".NET", Environment.Version.ToString()),
        ("EF Core", Version(typeof(DbContext).Assembly)),
        ("system", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}, {Environment.ProcessorCount} cores"),
    ];

    private static string Version(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    private static string Number(long value) => value.ToString("N0", CultureInfo.CurrentCulture);
}
