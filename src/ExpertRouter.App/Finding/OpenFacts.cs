using ExpertRouter.App.Profiles;
using ExpertRouter.Core.Model;
using ExpertRouter.Core.Retrieval;
using ExpertRouter.Data;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Finding;

/// <summary>
/// Facts about experts for the learned ranker, in memory. Counted over documents that everybody may open, whoever asks: a
/// restricted document moves nobody in anybody's result through them. Read again when the store has changed, at most every ten
/// seconds and at most a twentieth of the time; the search that finds them old waits, others meanwhile use the old ones. Thread-safe.
/// </summary>
public sealed class OpenFacts(IDbContextFactory<AppDbContext> contexts, ExpertDirectory directory, TimeProvider time) : IDisposable
{
    private const double RestPerReading = 20;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _reading = new(1, 1);
    private volatile Content? _content;

    /// <summary>The facts, waiting for the first reading only.</summary>
    public async Task<KnownFacts> GetAsync(CancellationToken cancellationToken)
    {
        var known = _content;
        if (known is null)
            await _reading.WaitAsync(cancellationToken);
        else if (time.GetElapsedTime(known.CheckedAt) < known.Rest || !await _reading.WaitAsync(TimeSpan.Zero, cancellationToken))
            return known.Facts;
        try
        {
            return (_content = await RenewAsync(_content, cancellationToken)).Facts;
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _reading.Dispose();

    private async Task<Content> RenewAsync(Content? old, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var sequence = Math.Max(
            await db.Documents.MaxAsync(document => (long?)document.ChangeSequence, cancellationToken) ?? 0,
            await db.Experts.MaxAsync(expert => (long?)expert.ChangeSequence, cancellationToken) ?? 0);
        if (old is not null && old.Sequence == sequence)
            return old with { CheckedAt = time.GetTimestamp() };
        var start = time.GetTimestamp();
        var facts = await ReadAsync(db, cancellationToken);
        var rest = time.GetElapsedTime(start) * RestPerReading;
        return new Content(facts, sequence, time.GetTimestamp(), rest > Fresh ? rest : Fresh);
    }

    private async Task<KnownFacts> ReadAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        var facts = new KnownFacts();
        var open = db.Authorships.AsNoTracking()
            .Where(authorship => authorship.Role != AuthorshipRole.Asker)
            .Join(
                db.Documents.AsNoTracking().OpenTo(Viewer.Public), authorship => authorship.DocumentId, document => document.Id,
                (authorship, document) => new { authorship.ExpertId, authorship.Role, Document = document });
        var counts = open
            .GroupBy(row => row.ExpertId)
            .Select(group => new
            {
                ExpertId = group.Key,
                Documents = group.Select(row => row.Document.Id).Distinct().Count(),
                Accepted = group.Where(row => row.Document.IsAccepted || row.Role == AuthorshipRole.Resolver).Select(row => row.Document.Id).Distinct().Count(),
                LastActiveAt = group.Max(row => row.Document.CreatedAt),
            });
        await foreach (var row in counts.AsAsyncEnumerable().WithCancellation(cancellationToken))
            facts.Count(directory.Resolve(row.ExpertId), row.Documents, row.Accepted, row.LastActiveAt);
        var tagged = open.Where(row => row.Document.Tags.Length > 0).Select(row => new { row.ExpertId, row.Document.Tags }).Distinct();
        var spellings = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var row in tagged.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            foreach (var tag in row.Tags)
            {
                spellings.TryAdd(tag, tag);
                facts.Tag(directory.Resolve(row.ExpertId), spellings[tag]);
            }
        }
        return facts;
    }

    private sealed record Content(KnownFacts Facts, long Sequence, long CheckedAt, TimeSpan Rest);
}
