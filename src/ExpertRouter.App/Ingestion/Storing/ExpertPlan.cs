using ExpertRouter.App.Ingestion.Identity;
using ExpertRouter.App.Ingestion.Records;
using ExpertRouter.Data;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Ingestion.Storing;

/// <summary>The expert rows of one batch: those stated as records, and those that documents name.</summary>
internal sealed class ExpertPlan(AppDbContext db, IngestionSession session, BatchOutcome outcome)
{
    private readonly Dictionary<string, PlannedExpert> _planned = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _stored = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _idByEmail = new(StringComparer.Ordinal);

    /// <summary>Rows to insert or update.</summary>
    public IReadOnlyCollection<PlannedExpert> Planned => _planned.Values;

    /// <summary>Compares stated experts with the store.</summary>
    public async Task AddAsync(IReadOnlyList<ExpertItem> items, CancellationToken cancellationToken)
    {
        if (items.Count == 0)
            return;
        var valid = new List<(SourcePosition Position, ExpertRecord Record)>(items.Count);
        foreach (var item in items)
        {
            try
            {
                valid.Add((item.Position, RecordValidator.Check(item.Expert)));
            }
            catch (RecordFormatException e)
            {
                outcome.Reject(item.Position, e.Message, $"expert {item.Expert.Id}: {item.Expert.Name}");
            }
        }
        var ids = valid.Select(item => item.Record.Id).Distinct().ToList();
        var existing = await db.Experts.AsNoTracking()
            .Where(expert => expert.SourceId == session.Source.Id && EF.Parameter(ids).Contains(expert.ExternalId))
            .Select(expert => new { expert.Id, expert.ExternalId, expert.ContentHash })
            .ToDictionaryAsync(expert => expert.ExternalId, StringComparer.Ordinal, cancellationToken);
        var batch = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var (position, record) in valid)
        {
            var hash = ContentHasher.Hash(record);
            var stored = existing.GetValueOrDefault(record.Id);
            var earlier = batch.GetValueOrDefault(record.Id) ?? (stored is not null && session.SeenExperts.Contains(stored.Id) ? stored.ContentHash : null);
            if (earlier is not null && !earlier.AsSpan().SequenceEqual(hash))
            {
                outcome.Reject(position, $"id '{record.Id}' appears twice with different content; the first one is kept", $"expert {record.Id}: {record.Name}");
                continue;
            }
            if (record.Email is not null)
                _idByEmail.TryAdd(record.Email, record.Id);
            if (stored is not null)
            {
                session.SeenExperts.Add(stored.Id);
                _stored[record.Id] = stored.Id;
            }
            if (earlier is not null || stored?.ContentHash.AsSpan().SequenceEqual(hash) == true)
            {
                outcome.Unchanged++;
            }
            else
            {
                // A row without a hash was made for an author before its record came.
                if (stored is null || stored.ContentHash.Length == 0)
                    outcome.New++;
                else
                    outcome.Changed++;
                _planned[record.Id] = new PlannedExpert { Record = record, Hash = hash, Id = stored?.Id ?? 0, IsNew = stored is null };
            }
            batch[record.Id] = hash;
        }
    }

    /// <summary>Finds or plans the experts that documents name; afterwards <see cref="Resolve"/> knows them all.</summary>
    public async Task AddAuthorsAsync(IEnumerable<AuthorRecord> authors, CancellationToken cancellationToken)
    {
        var missing = new Dictionary<string, AuthorRecord>(StringComparer.Ordinal);
        foreach (var author in authors)
        {
            if (_planned.ContainsKey(author.Expert) || _stored.ContainsKey(author.Expert))
                continue;
            if (session.TryGetExpert(author.Expert, out var id))
                _stored[author.Expert] = id;
            else if (!missing.TryGetValue(author.Expert, out var known) || known.Name is null)
                missing[author.Expert] = author;
        }
        if (missing.Count == 0)
            return;
        await FindByIdAsync(missing, cancellationToken);
        await FindByEmailAsync(missing, cancellationToken);
        foreach (var (reference, author) in missing)
            Plan(reference, author);
    }

    /// <summary>Stored id of an author; known after the new rows have got their ids.</summary>
    public long Resolve(string reference)
    {
        if (_planned.TryGetValue(reference, out var planned))
            return planned.Id;
        return _stored.TryGetValue(reference, out var id) ? id : _planned[_idByEmail[Fold(reference)!]].Id;
    }

    /// <summary>Hands what was learned to the session, once the batch is stored.</summary>
    public void Remember()
    {
        foreach (var (reference, id) in _stored)
            session.Remember(reference, id);
        foreach (var (reference, planned) in _planned)
        {
            session.Remember(reference, planned.Id);
            if (planned.Hash.Length > 0)
                session.SeenExperts.Add(planned.Id);
        }
    }

    private async Task FindByIdAsync(Dictionary<string, AuthorRecord> missing, CancellationToken cancellationToken)
    {
        var references = missing.Keys.ToList();
        var rows = await db.Experts.AsNoTracking()
            .Where(expert => expert.SourceId == session.Source.Id && EF.Parameter(references).Contains(expert.ExternalId))
            .Select(expert => new { expert.Id, expert.ExternalId })
            .ToListAsync(cancellationToken);
        foreach (var row in rows)
        {
            _stored[row.ExternalId] = row.Id;
            missing.Remove(row.ExternalId);
        }
    }

    private async Task FindByEmailAsync(Dictionary<string, AuthorRecord> missing, CancellationToken cancellationToken)
    {
        var addresses = missing.Keys.Select(reference => (reference, email: Fold(reference))).Where(pair => pair.email is not null).ToList();
        if (addresses.Count == 0)
            return;
        var emails = addresses.Select(pair => pair.email!).Distinct().ToList();
        var rows = await db.Experts.AsNoTracking()
            .Where(expert => expert.SourceId == session.Source.Id && EF.Parameter(emails).Contains(expert.Email!))
            .OrderBy(expert => expert.Id)
            .Select(expert => new { expert.Id, expert.Email })
            .ToListAsync(cancellationToken);
        var byEmail = rows.GroupBy(row => row.Email!, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First().Id, StringComparer.Ordinal);
        foreach (var (reference, email) in addresses)
        {
            if (byEmail.TryGetValue(email!, out var id))
                _stored[reference] = id;
            else if (_idByEmail.TryGetValue(email!, out var planned) && _planned.ContainsKey(planned))
                _stored.Remove(reference);
            else
                continue;
            missing.Remove(reference);
        }
    }

    private void Plan(string reference, AuthorRecord author)
    {
        var described = !string.IsNullOrWhiteSpace(author.Name);
        var record = RecordValidator.Check(new ExpertRecord
        {
            Id = reference,
            Name = described ? author.Name! : reference,
            Email = Fold(author.Email) ?? Fold(reference),
        });
        _planned[reference] = new PlannedExpert { Record = record, Hash = [], IsNew = true };
        if (record.Email is not null)
            _idByEmail.TryAdd(record.Email, reference);
        if (!described || author.IsPlaceholder)
            outcome.Placeholders++;
    }

    private static string? Fold(string? email) => NameFolding.FoldEmail(email);
}
