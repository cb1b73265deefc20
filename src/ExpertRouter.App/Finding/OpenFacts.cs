using ExpertRouter.App.Encoders;
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

    /// <summary>The facts, whether vectors are among them or not, waiting for the first reading only.</summary>
    public Task<KnownFacts> GetAsync(CancellationToken cancellationToken) => GetAsync(_content?.Meaning, cancellationToken);

    /// <summary>The facts, waiting for the first reading with this encoder only.</summary>
    /// <param name="meaning">Whose vectors are added up per expert; null for none.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<KnownFacts> GetAsync(VectorSet? meaning, CancellationToken cancellationToken)
    {
        var known = _content is { } content && content.Meaning == meaning ? content : null;
        if (known is null)
            await _reading.WaitAsync(cancellationToken);
        else if (time.GetElapsedTime(known.CheckedAt) < known.Rest || !await _reading.WaitAsync(TimeSpan.Zero, cancellationToken))
            return known.Facts;
        try
        {
            return (_content = await RenewAsync(_content, meaning, cancellationToken)).Facts;
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _reading.Dispose();

    private async Task<Content> RenewAsync(Content? old, VectorSet? meaning, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var sequence = Math.Max(
            await db.Documents.MaxAsync(document => (long?)document.ChangeSequence, cancellationToken) ?? 0,
            await db.Experts.MaxAsync(expert => (long?)expert.ChangeSequence, cancellationToken) ?? 0);
        if (old is not null && old.Sequence == sequence && old.Meaning == meaning)
            return old with { CheckedAt = time.GetTimestamp() };
        var start = time.GetTimestamp();
        var facts = await ReadAsync(db, meaning, cancellationToken);
        var rest = time.GetElapsedTime(start) * RestPerReading;
        return new Content(facts, meaning, sequence, time.GetTimestamp(), rest > Fresh ? rest : Fresh);
    }

    private async Task<KnownFacts> ReadAsync(AppDbContext db, VectorSet? meaning, CancellationToken cancellationToken)
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
        if (meaning is null)
            return facts;
        var written = open.Select(row => new { row.ExpertId, row.Document.Id }).Distinct();
        await foreach (var row in written.AsAsyncEnumerable().WithCancellation(cancellationToken))
            facts.Add(directory.Resolve(row.ExpertId), meaning.Vectors.VectorsOf(row.Id));
        return facts;
    }

    private sealed record Content(KnownFacts Facts, VectorSet? Meaning, long Sequence, long CheckedAt, TimeSpan Rest);
}
