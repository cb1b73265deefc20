using System.Globalization;

namespace ExpertRouter.Core.Retrieval;

/// <summary>
/// Reciprocal rank fusion: score(d) = Σ over retrievers of 1 / (k + rank(d)), a retriever without d adding nothing
/// (Cormack, Clarke, Büttcher, SIGIR 2009; k = 60). Retrievers run one after the other so that traces add up.
/// </summary>
public sealed class RrfFusion : IRetriever
{
    /// <summary>The paper's constant.</summary>
    public const int DefaultK = 60;

    private readonly TimeProvider _time;
    private readonly IReadOnlyList<IRetriever> _retrievers;
    private readonly int _k;

    /// <summary>Fuses at least one retriever.</summary>
    public RrfFusion(TimeProvider time, IReadOnlyList<IRetriever> retrievers, int k = DefaultK)
    {
        ArgumentOutOfRangeException.ThrowIfZero(retrievers.Count);
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        (_time, _retrievers, _k) = (time, retrievers, k);
        var names = string.Join(',', retrievers.Select(retriever => retriever.Name));
        Name = k == DefaultK ? $"rrf({names})" : string.Create(CultureInfo.InvariantCulture, $"rrf{k}({names})");
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public async Task<Retrieved> RetrieveAsync(Query query, int depth, CancellationToken cancellationToken)
    {
        var fused = new FusedHits();
        var trace = new List<StageTrace>();
        IReadOnlyList<QueryTerm> terms = [];
        var (incoming, spent) = (0, TimeSpan.Zero);
        foreach (var retriever in _retrievers)
        {
            var part = await retriever.RetrieveAsync(query, depth, cancellationToken);
            var start = _time.GetTimestamp();
            foreach (var hit in part.Hits)
                fused.Add(hit, 1.0 / (_k + hit.Rank));
            if (terms.Count == 0)
                terms = part.Terms;
            trace.AddRange(part.Trace);
            incoming += part.Hits.Count;
            spent += _time.GetElapsedTime(start);
        }
        var ranking = _time.GetTimestamp();
        var hits = fused.Take(depth);
        trace.Add(new StageTrace(Name, (spent + _time.GetElapsedTime(ranking)).TotalMilliseconds, incoming, hits.Count));
        return new Retrieved(hits, terms, trace);
    }
}
