using System.Globalization;

namespace ExpertRouter.Core.Retrieval;

/// <summary>
/// Weighted sum of min-max normalised scores: score(d) = Σ w · (s(d) − min) / (max − min) over each retriever's own list;
/// a list whose scores are all equal gives 1 to each. A retriever without d adds nothing.
/// </summary>
public sealed class LinearFusion : IRetriever
{
    private readonly TimeProvider _time;
    private readonly IReadOnlyList<(IRetriever Retriever, double Weight)> _parts;

    /// <summary>Fuses at least one retriever; weights are positive.</summary>
    public LinearFusion(TimeProvider time, IReadOnlyList<(IRetriever Retriever, double Weight)> parts)
    {
        ArgumentOutOfRangeException.ThrowIfZero(parts.Count);
        foreach (var (_, weight) in parts)
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(weight);
        (_time, _parts) = (time, parts);
        Name = $"linear({string.Join(',', parts.Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Weight}*{part.Retriever.Name}")))})";
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
        foreach (var (retriever, weight) in _parts)
        {
            var part = await retriever.RetrieveAsync(query, depth, cancellationToken);
            var start = _time.GetTimestamp();
            if (part.Hits.Count > 0)
            {
                var (min, max) = (part.Hits.Min(hit => hit.Score), part.Hits.Max(hit => hit.Score));
                foreach (var hit in part.Hits)
                    fused.Add(hit, weight * (max > min ? (hit.Score - min) / (max - min) : 1));
            }
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
