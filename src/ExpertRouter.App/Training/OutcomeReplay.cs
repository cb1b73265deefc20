using System.Globalization;
using ExpertRouter.App.Encoders;
using ExpertRouter.App.Finding;
using ExpertRouter.App.Profiles;
using ExpertRouter.Core.Model;
using ExpertRouter.Core.Retrieval;
using ExpertRouter.Data;
using ExpertRouter.Learning.Ranking;
using ExpertRouter.Search.Dense;
using ExpertRouter.Search.Hybrid;
using ExpertRouter.Search.Lexical.Indexing;
using ExpertRouter.Search.Lexical.Searching;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Training;

/// <summary>
/// Searches for past questions as if it were the day they were asked. The open documents go into a temporary index of the
/// product's own kind in the order in which they became known, and each question is asked of what was known strictly before it: its
/// own document, its answers, and everything later are not there, not even in the word statistics. A request counts as
/// known when it last changed, since only then was it known who resolved it. Votes and acceptance are as the source tells them
/// today; sources do not say when they came. With an encoder, searches are hybrid; a document's vector is the one that the
/// product keeps of it. Thread-safe.
/// </summary>
public sealed class OutcomeReplay(IDbContextFactory<AppDbContext> contexts, ExpertDirectory directory, FindingCatalog catalog, TimeProvider time)
{
    private const int Batch = 1_000;

    /// <summary>Replays outcomes.</summary>
    /// <param name="outcomes">Oldest first.</param>
    /// <param name="meaning">The vectors to search with beside words; null for words only.</param>
    /// <param name="cancellationToken">Stops early; nothing stays behind.</param>
    public async Task<ReplayedPast> RunAsync(IReadOnlyList<PastOutcome> outcomes, VectorSet? meaning, CancellationToken cancellationToken)
    {
        if (outcomes.Count == 0)
            return new ReplayedPast(0, []);
        await directory.RefreshAsync(cancellationToken);
        var content = await catalog.GetAsync(cancellationToken);
        var fusion = meaning is null ? new FusionOptions() : await meaning.FusionAsync(cancellationToken);
        var folder = Directory.CreateTempSubdirectory("expertrouter-replay-").FullName;
        try
        {
            using var index = LexicalIndex.OpenRepeatable(folder);
            index.BeginWriting();
            return new ReplayedPast(outcomes.Count, await RunAsync(outcomes, new Past(index, meaning, fusion, directory, content, time), cancellationToken));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<IReadOnlyList<PastQuery>> RunAsync(IReadOnlyList<PastOutcome> outcomes, Past past, CancellationToken cancellationToken)
    {
        var queries = new List<PastQuery>(outcomes.Count);
        var next = 0;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        foreach (var chunk in (await OrderAsync(db, outcomes[^1].At, cancellationToken)).Chunk(Batch))
        {
            var ids = Array.ConvertAll(chunk, entry => entry.Id);
            var documents = await db.Documents.AsNoTracking().OpenTo(Viewer.Public)
                .Where(document => ids.Contains(document.Id))
                .Include(document => document.Authorships)
                .AsSplitQuery()
                .ToDictionaryAsync(document => document.Id, cancellationToken);
            foreach (var (id, knownAt) in chunk)
            {
                await AskUntilAsync(knownAt);
                if (documents.TryGetValue(id, out var document))
                    past.Learn(document);
            }
        }
        await AskUntilAsync(DateTimeOffset.MaxValue);
        return queries;

        async Task AskUntilAsync(DateTimeOffset end)
        {
            for (; next < outcomes.Count && outcomes[next].At <= end; next++)
            {
                if (await past.AskAsync(outcomes[next], cancellationToken) is { Group.Relevant.Length: > 0 } query)
                    queries.Add(query);
            }
        }
    }

    private static async Task<IReadOnlyList<(long Id, DateTimeOffset KnownAt)>> OrderAsync(AppDbContext db, DateTimeOffset end, CancellationToken cancellationToken)
    {
        var rows = await db.Documents.AsNoTracking().OpenTo(Viewer.Public)
            .Where(document => document.CreatedAt < end)
            .Select(document => new { document.Id, document.Kind, document.CreatedAt, document.UpdatedAt })
            .ToListAsync(cancellationToken);
        return [.. rows
            .Select(row => (row.Id, KnownAt: row.Kind == DocumentKind.Request && row.UpdatedAt > row.CreatedAt ? row.UpdatedAt.Value : row.CreatedAt))
            .OrderBy(row => row.KnownAt)
            .ThenBy(row => row.Id)];
    }

    /// <summary>What is known at one moment.</summary>
    private sealed class Past
    {
        private readonly LexicalIndex _index;
        private readonly VectorSet? _meaning;
        private readonly ExpertDirectory _directory;
        private readonly FindingCatalog.Content _content;
        private readonly LexicalRetriever _words;
        private readonly HybridRetriever? _hybrid;
        private readonly FindPipeline _pipeline;
        private readonly KnownFacts _facts = new();
        private bool _stale = true;

        public Past(LexicalIndex index, VectorSet? meaning, FusionOptions fusion, ExpertDirectory directory, FindingCatalog.Content content, TimeProvider time)
        {
            (_index, _meaning, _directory, _content) = (index, meaning, directory, content);
            _words = new LexicalRetriever(index, time);
            _hybrid = meaning is null ? null : new HybridRetriever(
                _words, new DenseRetriever(index, meaning.Vectors, meaning.Encoder.Queries, time, VectorSet.Stage), fusion, time);
            _pipeline = FindPipeline.Named(meaning is null ? FindPipeline.Lexical : FindPipeline.Hybrid);
        }

        public void Learn(Document document)
        {
            _index.Put(document);
            _stale = true;
            var vectors = _meaning?.Vectors.VectorsOf(document.Id) ?? [];
            foreach (var authors in document.Authorships.Where(author => author.Role != AuthorshipRole.Asker).GroupBy(author => _directory.Resolve(author.ExpertId)))
            {
                _facts.Add(authors.Key, vectors);
                var accepted = document.IsAccepted || authors.Any(author => author.Role == AuthorshipRole.Resolver);
                _facts.Count(authors.Key, 1, accepted ? 1 : 0, document.CreatedAt);
                foreach (var tag in document.Tags)
                    _facts.Tag(authors.Key, tag);
            }
        }

        public async Task<PastQuery> AskAsync(PastOutcome outcome, CancellationToken cancellationToken)
        {
            if (_stale)
                _index.Refresh();
            _stale = false;
            var query = new Query(outcome.Text, Viewer.Public, new QueryFilter { Before = outcome.At }, outcome.At);
            var found = await FindAsync(query, _content.ExpansionsOf(outcome.Text), cancellationToken);
            var retrieved = found with { Hits = [.. found.Hits.Select(hit => hit with { Authors = Candidates(hit, outcome) })] };
            var scores = _pipeline.Aggregator.Aggregate(retrieved, _pipeline.Options, outcome.At);
            var tags = _content.TagsIn(outcome.Text);
            var vector = _meaning is null ? default : (await _meaning.Meaning.EncodeAsync(outcome.Text, cancellationToken)).Vector;
            var features = LearnedFeatures.Extract(retrieved.Hits, scores, outcome.At, expert => _facts.Of(expert, tags, vector), _meaning is not null);
            int[] right = [.. features.Experts.Index().Where(expert => outcome.Experts.Contains(expert.Item)).Select(expert => expert.Index)];
            return new PastQuery(outcome.DocumentId.ToString(CultureInfo.InvariantCulture), outcome.At, features.Table.ToGroup(right));
        }

        private async Task<Retrieved> FindAsync(Query query, IReadOnlyList<Expansion> expansions, CancellationToken cancellationToken) =>
            (_hybrid is null
                ? _words.Search(query, FindPipeline.Depth, expansions, cancellationToken)
                : (await _hybrid.SearchAsync(query, FindPipeline.Depth, expansions, cancellationToken)).WithMeaning()).Retrieved;

        private List<HitAuthor> Candidates(Hit hit, PastOutcome outcome) =>
            [.. hit.Authors
                .Where(author => author.Role != AuthorshipRole.Asker)
                .Select(author => author with { ExpertId = _directory.Resolve(author.ExpertId) })
                .Where(author => _directory.IsRankable(author.ExpertId) && !outcome.Askers.Contains(author.ExpertId))];
    }
}
