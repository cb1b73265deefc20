using System.Data.Common;
using System.Globalization;
using ExpertRouter.App.Indexing;
using ExpertRouter.App.Setup;
using ExpertRouter.Core.Model;
using ExpertRouter.Data;
using ExpertRouter.Data.Providers;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Health;

/// <summary>Examines an installation part by part without changing it, and says what to do. A broken part never hides the next one.</summary>
public sealed class InstallationDoctor(
    DataDirectory data, DatabaseOptions database, StoreMigrator migrator, IDbContextFactory<AppDbContext> contexts,
    Func<IndexUpdater> index, TimeProvider time)
{
    private const long LowDiskBytes = 1L << 30;
    private static readonly TimeSpan SlowOutbox = TimeSpan.FromMinutes(10);

    /// <summary>All parts, in the order in which they depend on each other.</summary>
    public async Task<IReadOnlyList<Finding>> ExamineAsync(CancellationToken cancellationToken)
    {
        var store = await StoreAsync(cancellationToken);
        var findings = new List<Finding> { Folder(), store };
        if (store.State != FindingState.Problem)
        {
            findings.Add(await ContentAsync(cancellationToken));
            findings.Add(await IndexAsync(cancellationToken));
            findings.Add(await EncoderAsync(cancellationToken));
            findings.Add(await OutboxAsync(cancellationToken));
        }
        return findings;
    }

    private Finding Folder()
    {
        if (!Directory.Exists(data.Root))
            return new Finding("data folder", FindingState.Problem, $"there is no '{data.Root}'", "Name another folder with --data DIR, or fill this one with 'expertrouter ingest …'.");
        try
        {
            var probe = Path.Combine(data.Root, $".doctor-{Guid.CreateVersion7():N}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new Finding("data folder", FindingState.Problem, $"'{data.Root}' cannot be written: {error.Message}", "Give this user the right to write there, or name another folder with --data DIR.");
        }
        var free = new DriveInfo(data.Root).AvailableFreeSpace;
        var text = string.Create(CultureInfo.InvariantCulture, $"'{data.Root}', {free / (double)(1L << 30):F1} GB free");
        return free < LowDiskBytes
            ? new Finding("data folder", FindingState.Notice, text, "Make room: ingestion stops when the disk is full.")
            : new Finding("data folder", FindingState.Well, text);
    }

    private async Task<Finding> StoreAsync(CancellationToken cancellationToken)
    {
        try
        {
            var status = await migrator.StatusAsync(cancellationToken);
            return status switch
            {
                { Applied.Count: 0 } => new Finding("store", FindingState.Problem, $"there is no store yet ({database.Provider})", "Fill it with 'expertrouter ingest …', or start the portal."),
                { Pending.Count: > 0 } => new Finding("store", FindingState.Problem, $"{status.Pending.Count} migrations are pending", "Run 'expertrouter db migrate'."),
                _ => new Finding("store", FindingState.Well, $"{database.Provider}, {status.Applied.Count} migrations applied"),
            };
        }
        catch (DbException error)
        {
            return StoreProblem.Explain(error, data, database)!;
        }
    }

    private async Task<Finding> ContentAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var documents = await db.Documents.CountAsync(cancellationToken);
        var experts = await db.Experts.CountAsync(expert => expert.MergedIntoId == null && !expert.IsServiceAccount, cancellationToken);
        var failed = await db.IngestionRuns.CountAsync(run => run.Status == IngestionStatus.Failed, cancellationToken);
        var text = string.Create(CultureInfo.InvariantCulture, $"{documents:N0} documents, {experts:N0} people and models");
        return documents > 0 && experts == 0
            ? new Finding("content", FindingState.Notice, text, "Everybody known is a service account or hidden, so no search names anybody. Mark people with \"serviceAccount\": false (docs/data-formats.md).")
            : documents == 0 ? new Finding("content", FindingState.Notice, text, "Ingest something: 'expertrouter ingest --help'.")
            : failed > 0 ? new Finding("content", FindingState.Notice, $"{text}; {failed} ingestion runs ended early", "Run the same 'expertrouter ingest …' again; it continues.")
            : new Finding("content", FindingState.Well, text);
    }

    private async Task<Finding> IndexAsync(CancellationToken cancellationToken)
    {
        try
        {
            var status = await index().StatusAsync(cancellationToken);
            var text = string.Create(CultureInfo.InvariantCulture, $"{status.Entries:N0} entries, {status.Lag:N0} changes waiting");
            return status.Problem is { } problem
                ? new Finding("index", FindingState.Notice, text, problem)
                : new Finding("index", FindingState.Well, text);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return new Finding("index", FindingState.Problem, error.Message, "Run 'expertrouter index rebuild'; the store keeps everything it needs.");
        }
    }

    private async Task<Finding> EncoderAsync(CancellationToken cancellationToken)
    {
        try
        {
            var status = (await index().StatusAsync(cancellationToken)).Encoder;
            return status switch
            {
                { IsEnabled: false } => new Finding("encoder", FindingState.Well, status.Sentence),
                { Problem: not null } => new Finding("encoder", FindingState.Problem, status.Sentence, $"Put a sound model into '{status.Folder}', name another folder with Encoder:Model, or set Encoder:Enabled to false."),
                { Waiting: > 0 } => new Finding("encoder", FindingState.Notice, status.Sentence, "The running portal goes on by itself; without one, run 'expertrouter index rebuild'."),
                { ServingModelId: null } => new Finding("encoder", FindingState.Notice, status.Sentence),
                _ => new Finding("encoder", FindingState.Well, status.Sentence),
            };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return new Finding("encoder", FindingState.Problem, error.Message, "Run 'expertrouter index rebuild'; the store keeps everything it needs.");
        }
    }

    private async Task<Finding> OutboxAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var waiting = db.Outbox.Where(message => message.SentAt == null);
        var count = await waiting.CountAsync(cancellationToken);
        if (count == 0)
            return new Finding("bus", FindingState.Well, "inside the process, nothing waiting");
        var age = time.GetUtcNow() - await waiting.MinAsync(message => message.OccurredAt, cancellationToken);
        var text = string.Create(CultureInfo.InvariantCulture, $"inside the process, {count:N0} events waiting, the oldest for {age.TotalMinutes:N0} minutes");
        return age > SlowOutbox
            ? new Finding("bus", FindingState.Notice, text, "They are delivered while the portal runs; nothing is lost meanwhile.")
            : new Finding("bus", FindingState.Well, text);
    }
}
