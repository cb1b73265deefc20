using ExpertRouter.App.Ingestion.Records;
using ExpertRouter.Data;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Ingestion.Storing;

/// <summary>The documents of one batch, compared with the store: what is new, changed, unchanged or in conflict.</summary>
internal sealed class DocumentPlan(AppDbContext db, IngestionSession session, RecordValidator validator, BatchOutcome outcome)
{
    private readonly Dictionary<string, PlannedDocument> _planned = new(StringComparer.Ordinal);
    private readonly List<long> _met = [];

    /// <summary>Rows to insert or update, in the order read.</summary>
    public IReadOnlyCollection<PlannedDocument> Planned => _planned.Values;

    public async Task AddAsync(IReadOnlyList<DocumentItem> items, CancellationToken cancellationToken)
    {
        if (items.Count == 0)
            return;
        var valid = Validate(items);
        var ids = valid.Select(item => item.Record.Id).Distinct().ToList();
        var existing = await db.Documents.AsNoTracking()
            .Where(document => document.SourceId == session.Source.Id && EF.Parameter(ids).Contains(document.ExternalId))
            .Select(document => new { document.Id, document.ExternalId, document.ContentHash, document.ChangeSequence })
            .ToDictionaryAsync(document => document.ExternalId, StringComparer.Ordinal, cancellationToken);
        var parents = await ParentsAsync(valid, cancellationToken);
        var batch = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var (position, stated) in valid)
        {
            var record = Inherit(stated, parents);
            var hash = ContentHasher.Hash(record);
            var stored = existing.GetValueOrDefault(record.Id);
            var earlier = batch.GetValueOrDefault(record.Id);
            if (earlier is null && stored is not null && (session.SeenDocuments.Contains(stored.Id) || stored.ChangeSequence > session.Since))
                earlier = stored.ContentHash;
            if (earlier is not null && !earlier.AsSpan().SequenceEqual(hash))
            {
                outcome.Reject(position, $"id '{record.Id}' appears twice with different content; the first one is kept", Text.Excerpt.Of($"document {record.Id}: {record.Title}\n{record.Body}"));
                continue;
            }
            if (stored is not null)
                _met.Add(stored.Id);
            if (earlier is not null || stored?.ContentHash.AsSpan().SequenceEqual(hash) == true)
            {
                outcome.Unchanged++;
            }
            else
            {
                if (stored is null)
                    outcome.New++;
                else
                    outcome.Changed++;
                _planned[record.Id] = new PlannedDocument { Record = record, Hash = hash, Id = stored?.Id ?? 0, IsNew = stored is null };
                if (record.InheritsFromParent)
                    parents[record.Id] = (record.Title, record.Tags);
            }
            batch[record.Id] = hash;
        }
    }

    /// <summary>Hands what was learned to the session, once the batch is stored.</summary>
    public void Remember()
    {
        foreach (var id in _met)
            session.SeenDocuments.Add(id);
        foreach (var planned in _planned.Values)
            session.SeenDocuments.Add(planned.Id);
    }

    private List<(SourcePosition Position, DocumentRecord Record)> Validate(IReadOnlyList<DocumentItem> items)
    {
        var valid = new List<(SourcePosition, DocumentRecord)>(items.Count);
        foreach (var item in items)
        {
            try
            {
                valid.Add((item.Position, validator.Check(item.Document)));
            }
            catch (RecordFormatException e)
            {
                outcome.Reject(item.Position, e.Message, Text.Excerpt.Of($"document {item.Document.Id}: {item.Document.Title}\n{item.Document.Body}"));
            }
        }
        return valid;
    }

    private async Task<Dictionary<string, (string Title, IReadOnlyList<string> Tags)>> ParentsAsync(
        List<(SourcePosition Position, DocumentRecord Record)> valid, CancellationToken cancellationToken)
    {
        var parents = new Dictionary<string, (string, IReadOnlyList<string>)>(StringComparer.Ordinal);
        foreach (var (_, record) in valid)
        {
            if (!record.InheritsFromParent)
                parents.TryAdd(record.Id, (record.Title, record.Tags));
        }
        var wanted = valid.Where(item => item.Record.InheritsFromParent && !parents.ContainsKey(item.Record.Parent!))
            .Select(item => item.Record.Parent!).Distinct().ToList();
        if (wanted.Count == 0)
            return parents;
        var rows = await db.Documents.AsNoTracking()
            .Where(document => document.SourceId == session.Source.Id && EF.Parameter(wanted).Contains(document.ExternalId))
            .Select(document => new { document.ExternalId, document.Title, document.Tags })
            .ToListAsync(cancellationToken);
        foreach (var row in rows)
            parents[row.ExternalId] = (row.Title, row.Tags);
        return parents;
    }

    private DocumentRecord Inherit(DocumentRecord record, Dictionary<string, (string Title, IReadOnlyList<string> Tags)> parents)
    {
        if (!record.InheritsFromParent)
            return record;
        if (parents.TryGetValue(record.Parent!, out var parent))
            return record with { Title = parent.Title, Tags = record.Tags.Count > 0 ? record.Tags : parent.Tags };
        session.HasOrphans = true;
        return record with { Title = DocumentRecord.OrphanTitle(record.Parent!) };
    }
}
