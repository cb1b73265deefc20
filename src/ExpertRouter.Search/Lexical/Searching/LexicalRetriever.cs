using ExpertRouter.Core.Retrieval;
using ExpertRouter.Search.Lexical.Indexing;

namespace ExpertRouter.Search.Lexical.Searching;

/// <summary>
/// Words: BM25 (k1 1.2, b 0.75; Robertson and Zaragoza, 2009) over stems, with a little more for the very form that was typed.
/// Profiles of experts are among the hits. Thread-safe.
/// </summary>
public sealed class LexicalRetriever(LexicalIndex index, TimeProvider time) : IRetriever
{
    /// <inheritdoc/>
    public string Name => "bm25";

    /// <inheritdoc/>
    public Task<Retrieved> RetrieveAsync(Query query, int depth, CancellationToken cancellationToken) =>
        Task.FromResult(Search(query, depth, [], cancellationToken).Retrieved);

    /// <summary>Searches with words that mean the same, and tells which words were taken for others.</summary>
    public LexicalResult Search(Query query, int depth, IReadOnlyList<Expansion> expansions, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(depth);
        cancellationToken.ThrowIfCancellationRequested();
        var start = time.GetTimestamp();
        using var view = index.Acquire();
        if (view is null)
            return new LexicalResult(new Retrieved([], [], [new StageTrace(Name, 0, 0, 0)]), new Dictionary<string, string>(), 0);
        var statistics = CollectionStatistics.Of(view.Searcher);
        var plan = new QueryAnalyzer(view.Searcher, query.Viewer, statistics).Plan(query.Text, expansions);
        var search = new MaxScoreSearch(view.Searcher, plan, query, depth, statistics.MeanLength);
        var hits = HitReader.Read(view.Searcher, search.Run(cancellationToken), query.Now);
        var trace = new StageTrace(Name, time.GetElapsedTime(start).TotalMilliseconds, search.Scored, hits.Count);
        return new LexicalResult(new Retrieved(hits, plan.Terms, [trace]), plan.Corrections, plan.BestPossible);
    }
}
