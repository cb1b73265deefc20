using ExpertRouter.Learning.Numerics;

namespace ExpertRouter.Learning.ExpertiseTrees;

/// <summary>
/// Meta-CMAB (Abels et al., ICML 2023): LinUCB (Li et al., WWW 2010) over the experts' advice instead of the context.
/// Arm k has the features z_k = (ξ¹_k − μ, …, ξᴺ_k − μ, 1) and the value θ·z_k + β √(z_k' A⁻¹ z_k); the greatest value is
/// taken. A⁻¹ starts as I/100; the chosen arm's z updates A⁻¹ by Sherman and Morrison and θ = A⁻¹b, b += (r − μ) z, in the
/// equivalent form θ += A⁻¹z (r − μ − θ·z), so that an update costs O(N²). A negative weight turns a bad expert's advice
/// around. Blind to the context.
/// </summary>
/// <param name="experts">N, how many experts give advice.</param>
/// <param name="expectedReward">μ, what an arm brings on average; what advice and rewards are compared with.</param>
/// <param name="width">β, how much uncertainty is worth.</param>
public sealed class MetaCmab(int experts, double expectedReward = .5, double width = 1) : IAdviceLearner
{
    private const double StartingVariance = 1.0 / 100;

    private readonly int _size = experts + 1;
    private readonly double[] _inverse = Diagonal(experts + 1);
    private readonly double[] _theta = new double[experts + 1];
    private double[] _products = [];
    private double[] _values = [];

    /// <inheritdoc/>
    public string Name => "Meta-CMAB";

    /// <summary>How many samples it learned from.</summary>
    public int Samples { get; private set; }

    /// <summary>θ: one weight per expert, then the constant.</summary>
    public ReadOnlySpan<double> Weights => _theta;

    /// <summary>A⁻¹, row-major.</summary>
    internal ReadOnlySpan<double> Inverse => _inverse;

    /// <inheritdoc/>
    public ArmChoice Choose(AdviceRound round, ulong draw)
    {
        round.Check(experts);
        return ArmChoice.Greedy(Evaluate(round.Centre(expectedReward)), draw);
    }

    /// <inheritdoc/>
    public void Learn(AdviceSample sample)
    {
        sample.Check(experts);
        Replay(sample.Round.Centre(expectedReward), sample.Arm, sample.Reward);
    }

    /// <summary>Learns from a past decision.</summary>
    /// <param name="rows">The centred advice, one row per arm.</param>
    /// <param name="arm">The arm taken then.</param>
    /// <param name="reward">Its reward.</param>
    /// <returns>With which probability this learner, as it was before, would have taken that arm.</returns>
    internal double Replay(ReadOnlySpan<double> rows, int arm, double reward)
    {
        var probability = Probability(Evaluate(rows), arm);
        var row = rows.Slice(arm * _size, _size);
        var product = _products.AsSpan(arm * _size, _size);
        var denominator = 1 + VectorSum.Dot<double>(row, product);
        for (var i = 0; i < _size; i++)
            VectorSum.AddScaled<double>(_inverse.AsSpan(i * _size, _size), -(product[i] / denominator), product);
        var error = reward - expectedReward - VectorSum.Dot<double>(_theta, row);
        VectorSum.AddScaled<double>(_theta, error / denominator, product);
        Samples++;
        return probability;
    }

    private static double Probability(ReadOnlySpan<double> values, int arm)
    {
        var ties = 0;
        foreach (var value in values)
        {
            if (value > values[arm]) return 0;
            if (value == values[arm]) ties++;
        }

        return 1.0 / ties;
    }

    private static double[] Diagonal(int size)
    {
        var matrix = new double[size * size];
        for (var i = 0; i < size; i++) matrix[(i * size) + i] = StartingVariance;
        return matrix;
    }

    /// <summary>The value of every arm; leaves z'A⁻¹ of every arm in <see cref="_products"/>.</summary>
    private ReadOnlySpan<double> Evaluate(ReadOnlySpan<double> rows)
    {
        var arms = rows.Length / _size;
        if (_products.Length < rows.Length) (_products, _values) = (new double[rows.Length], new double[arms]);
        for (var arm = 0; arm < arms; arm++)
        {
            var row = rows.Slice(arm * _size, _size);
            var product = _products.AsSpan(arm * _size, _size);
            product.Clear();
            for (var i = 0; i < _size; i++) VectorSum.AddScaled<double>(product, row[i], _inverse.AsSpan(i * _size, _size));
            _values[arm] = VectorSum.Dot<double>(_theta, row) + (width * Math.Sqrt(Math.Max(0, VectorSum.Dot<double>(product, row))));
        }

        return _values.AsSpan(0, arms);
    }
}
