using System.Text.Json;
using ExpertRouter.App.Ingestion.Identity;
using ExpertRouter.App.Ingestion.Records;
using ExpertRouter.Core.Model;
using ExpertRouter.Data;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Ingestion.Storing;

/// <summary>
/// Stores one batch in one transaction: experts, documents, authorships, areas, groups, merges, change sequence, outbox row
/// and the run's checkpoint, or nothing. Thread-safe; sessions are not.
/// </summary>
public sealed class BatchWriter(IDbContextFactory<AppDbContext> contexts, RecordValidator validator, TimeProvider time)
{
    /// <summary>Name of the outbox message that says "there is more to index".</summary>
    public const string EvidenceChanged = "EvidenceChanged";

    /// <summary>Stores the items and moves the checkpoint to <paramref name="end"/>.</summary>
    /// <returns>What the batch came to; it is counted into the session already.</returns>
    public async Task<BatchOutcome> WriteAsync(
        IngestionSession session, IReadOnlyList<SourceItem> items, SourcePosition? end, CancellationToken cancellationToken)
    {
        var outcome = new BatchOutcome();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);

        var sorted = Sort(items, outcome);
        var documents = new DocumentPlan(db, session, validator, outcome);
        await documents.AddAsync(sorted.Documents, cancellationToken);
        var experts = new ExpertPlan(db, session, outcome);
        await experts.AddAsync(sorted.Experts, cancellationToken);
        await experts.AddAuthorsAsync(documents.Planned.SelectMany(document => document.Record.Authors), cancellationToken);

        var changes = experts.Planned.Count + documents.Planned.Count;
        if (changes > 0)
        {
            var last = await StoreAsync(db, session, experts, documents, outcome, cancellationToken);
            AddToOutbox(db, session.Source, last, changes);
        }
        await new SharedRows(db, session.Source, outcome).StoreAsync(sorted.Areas, sorted.Groups, cancellationToken);
        db.ChangeTracker.DetectChanges();
        await db.SaveChangesAsync(cancellationToken);
        session.Rejects?.Append(outcome.Rejected);
        if (session.Run is not null && end is { } position)
            await MoveCheckpointAsync(db, session, position, outcome, cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        experts.Remember();
        documents.Remember();
        session.Counts += outcome.Counts;
        foreach (var warning in outcome.Warnings)
            session.Warn(warning.Message);
        return outcome;
    }

    private async Task<long> StoreAsync(
        AppDbContext db, IngestionSession session, ExpertPlan experts, DocumentPlan documents, BatchOutcome outcome, CancellationToken cancellationToken)
    {
        // Every writer draws in this order, so that two of them cannot wait for each other.
        await NumberAsync(db, SequenceNames.Experts, experts.Planned.Where(expert => expert.IsNew).ToList(), (expert, id) => expert.Id = id, cancellationToken);
        await NumberAsync(db, SequenceNames.Documents, documents.Planned.Where(document => document.IsNew).ToList(), (document, id) => document.Id = id, cancellationToken);
        var change = await SequenceAllocator.DrawAsync(db, SequenceNames.Changes, experts.Planned.Count + documents.Planned.Count, cancellationToken);

        var now = time.GetUtcNow();
        change = await new ExpertRows(db, session.Source).StoreAsync(experts.Planned, change, now, cancellationToken);
        await new DocumentRows(db, session.Source).StoreAsync(documents.Planned, experts.Resolve, change, now, cancellationToken);
        var last = change + documents.Planned.Count - 1;
        var merged = await new IdentityMatcher(db, session.Source, now).MatchAsync(experts.Planned, cancellationToken);
        outcome.Merges += merged.Count;
        return merged.Count > 0 ? merged.LastChange : last;
    }

    private static async Task NumberAsync<T>(AppDbContext db, string sequence, List<T> rows, Action<T, long> assign, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
            return;
        var next = await SequenceAllocator.DrawAsync(db, sequence, rows.Count, cancellationToken);
        foreach (var row in rows)
            assign(row, next++);
    }

    private void AddToOutbox(AppDbContext db, Source source, long lastChange, int changes) =>
        db.Outbox.Add(new OutboxMessage
        {
            MessageId = Guid.CreateVersion7(),
            Type = EvidenceChanged,
            Payload = JsonSerializer.Serialize(new { sourceId = source.Id, source = source.Name, lastChange, changes }, JsonSerializerOptions.Web),
            OccurredAt = time.GetUtcNow(),
        });

    private static async Task MoveCheckpointAsync(
        AppDbContext db, IngestionSession session, SourcePosition position, BatchOutcome outcome, CancellationToken cancellationToken)
    {
        var run = session.Run!;
        var counts = session.Counts + outcome.Counts;
        var checkpoint = new RunCheckpoint(position.File, position.Line, position.Offset, position.Fingerprint, session.Since, session.Batches + 1).ToJson();
        var rejects = counts.Rejected > 0 ? session.Rejects?.Path : null;
        // The condition notices another process that works on the same run.
        var moved = await db.IngestionRuns
            .Where(row => row.Id == run.Id && row.Checkpoint == run.Checkpoint && row.Status == IngestionStatus.Running)
            .ExecuteUpdateAsync(set => set
                .SetProperty(row => row.Checkpoint, checkpoint)
                .SetProperty(row => row.Read, counts.Read)
                .SetProperty(row => row.New, counts.New)
                .SetProperty(row => row.Changed, counts.Changed)
                .SetProperty(row => row.Unchanged, counts.Unchanged)
                .SetProperty(row => row.Rejected, counts.Rejected)
                .SetProperty(row => row.RejectsFile, rejects), cancellationToken);
        if (moved != 1)
            throw new IngestionException($"Source '{session.Source.Name}': another process is ingesting it. Wait until that one has ended, then run again.");
        run.Checkpoint = checkpoint;
        session.Batches++;
    }

    private static SortedItems Sort(IReadOnlyList<SourceItem> items, BatchOutcome outcome)
    {
        var sorted = new SortedItems([], [], [], []);
        foreach (var item in items)
        {
            switch (item)
            {
                case DocumentItem document: sorted.Documents.Add(document); break;
                case ExpertItem expert: sorted.Experts.Add(expert); break;
                case AreaItem area: sorted.Areas.Add(area); break;
                case GroupItem group: sorted.Groups.Add(group); break;
                case RejectedItem rejected: outcome.Rejected.Add(rejected); break;
                case WarningItem warning: outcome.Warnings.Add(warning); continue;
                case SkippedItem: continue;
            }
            outcome.Read++;
        }
        return sorted;
    }

    private sealed record SortedItems(List<DocumentItem> Documents, List<ExpertItem> Experts, List<AreaItem> Areas, List<GroupItem> Groups);
}
