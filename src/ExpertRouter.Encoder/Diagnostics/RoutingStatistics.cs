using System.Numerics.Tensors;

namespace ExpertRouter.Encoder.Diagnostics;

/// <summary>Adds up gates and expert outputs row by row (a row is a text or a token). Not thread-safe.</summary>
internal sealed class RoutingStatistics(int experts)
{
    private readonly long[] _chosen = new long[experts];
    private readonly double[] _gates = new double[experts];
    private readonly bool[] _alwaysOne = [.. Enumerable.Repeat(true, experts)];
    private readonly double[,] _similarity = new double[experts, experts];
    private readonly List<(float[] Gates, float[] Norms)> _norms = [];
    private long _compared;

    /// <summary>Columns of the gates.</summary>
    public int Experts => experts;

    /// <summary>Rows so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Column with weight 1 in every row: a shared expert.</summary>
    public bool IsShared(int expert) => Rows > 0 && _alwaysOne[expert];

    /// <summary>One row's gates; 0 = not chosen.</summary>
    public void Add(ReadOnlySpan<float> gates)
    {
        Rows++;
        for (var expert = 0; expert < experts; expert++)
        {
            _alwaysOne[expert] &= gates[expert] == 1;
            if (gates[expert] <= 0)
                continue;
            _chosen[expert]++;
            _gates[expert] += gates[expert];
        }
    }

    /// <summary>One row's gates and what each expert would answer (before the gate), all of one length.</summary>
    public void Add(ReadOnlySpan<float> gates, IReadOnlyList<float[]> outputs)
    {
        Add(gates);
        _norms.Add((gates[..outputs.Count].ToArray(), [.. outputs.Select(output => TensorPrimitives.Norm<float>(output))]));
        _compared++;
        for (var a = 0; a < outputs.Count; a++)
            for (var b = 0; b <= a; b++)
            {
                var cosine = a == b ? 1 : TensorPrimitives.CosineSimilarity<float>(outputs[a], outputs[b]);
                _similarity[a, b] += float.IsFinite(cosine) ? cosine : 0;
                _similarity[b, a] = _similarity[a, b];
            }
    }

    /// <summary>Routed experts per row.</summary>
    public double ActiveExperts => Routed().Sum(expert => _chosen[expert]) / (double)Rows;

    /// <summary>See <see cref="EncoderDiagnostics.LoadEntropy"/>; null with fewer than two routed experts.</summary>
    public double? LoadEntropy
    {
        get
        {
            var routed = Routed().ToList();
            double total = routed.Sum(expert => _chosen[expert]);
            return routed.Count < 2 || total == 0
                ? null
                : -routed.Select(expert => _chosen[expert] / total).Sum(share => share > 0 ? share * Math.Log(share) : 0) / Math.Log(routed.Count);
        }
    }

    /// <summary>See <see cref="EncoderDiagnostics.GateNormCorrelation"/>; null when no row has a defined one.</summary>
    public double? GateNormCorrelation
    {
        get
        {
            var correlations = new List<double>();
            foreach (var (gates, norms) in _norms)
            {
                var routed = Routed().Where(expert => expert < norms.Length).ToArray();
                var correlation = RankCorrelation.Spearman([.. routed.Select(expert => gates[expert])], [.. routed.Select(expert => norms[expert])]);
                if (double.IsFinite(correlation))
                    correlations.Add(correlation);
            }
            return correlations.Count == 0 ? null : correlations.Average();
        }
    }

    /// <summary>See <see cref="EncoderDiagnostics.OutputSimilarity"/>; null when no outputs were added.</summary>
    public IReadOnlyList<IReadOnlyList<double>>? OutputSimilarity(int count) =>
        _compared == 0 ? null : [.. Enumerable.Range(0, count).Select(a => (IReadOnlyList<double>)[.. Enumerable.Range(0, count).Select(b => _similarity[a, b] / _compared)])];

    /// <summary>Loads, given each expert's number of weights.</summary>
    public IReadOnlyList<ExpertLoad> Loads(IReadOnlyList<long> parameters)
    {
        double total = Math.Max(1, Routed().Sum(expert => _chosen[expert]));
        return [.. Enumerable.Range(0, experts).Select(expert => new ExpertLoad(
            expert, IsShared(expert), IsShared(expert) ? 1 : _chosen[expert] / total, _chosen[expert] == 0 ? 0 : _gates[expert] / _chosen[expert], parameters[expert]))];
    }

    /// <summary>Mean weights of the experts that took part in a row.</summary>
    public double ActiveParameters(IReadOnlyList<long> parameters) =>
        Rows == 0 ? 0 : Enumerable.Range(0, experts).Sum(expert => (double)_chosen[expert] * parameters[expert]) / Rows;

    private IEnumerable<int> Routed() => Enumerable.Range(0, experts).Where(expert => !IsShared(expert));
}
