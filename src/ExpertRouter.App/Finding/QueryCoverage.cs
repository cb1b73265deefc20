using ExpertRouter.Core.Retrieval;

namespace ExpertRouter.App.Finding;

/// <summary>Which part of a query a document contains, rare words counting more: Σ of −ln p(t) over contained words, by the sum over all.</summary>
public sealed class QueryCoverage
{
    private readonly double[] _weights;
    private readonly double _sum;

    /// <summary>Coverage of a result's query.</summary>
    public QueryCoverage(IReadOnlyList<QueryTerm> terms)
    {
        _weights = [.. terms.Select(term => -Math.Log(Math.Clamp(term.CollectionProbability, 1e-12, 0.5)))];
        _sum = _weights.Sum();
    }

    /// <summary>Part of the query that a hit contains, in [0, 1]; 0 when nothing is known of its words.</summary>
    public double Of(Hit hit)
    {
        if (_sum <= 0 || hit.TermFrequencies.Count != _weights.Length)
            return 0;
        var covered = 0.0;
        for (var i = 0; i < _weights.Length; i++)
        {
            if (hit.TermFrequencies[i] > 0)
                covered += _weights[i];
        }
        return covered / _sum;
    }
}
