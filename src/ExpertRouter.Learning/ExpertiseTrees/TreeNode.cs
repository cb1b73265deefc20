namespace ExpertRouter.Learning.ExpertiseTrees;

/// <summary>
/// A box of the context space with a learner of its own. It catches up with the log when it is looked at, so its state
/// depends on when that was: the order of visits is part of a tree's history.
/// </summary>
/// <param name="parent">The node it is a part of; null for the root.</param>
/// <param name="feature">The feature in which it is smaller than its parent.</param>
/// <param name="boundary">Where.</param>
/// <param name="isHigh">Whether it holds the values above the boundary.</param>
/// <param name="lists">The values at which each feature may still be cut.</param>
internal sealed class TreeNode(TreeNode? parent, int feature, double boundary, bool isHigh, IReadOnlyList<double[]> lists)
{
    private readonly List<int> _samples = [];
    private int _gathered;

    public IReadOnlyList<double[]> Lists => lists;

    /// <summary>Numbers of the samples in its box, as far as they were gathered.</summary>
    public IReadOnlyList<int> Samples => _samples;

    public MetaCmab? Model { get; private set; }

    /// <summary>v = Σ (r − μ) · π(a) / p(a) over the samples replayed, π taken before each was learned.</summary>
    public double Value { get; private set; }

    /// <summary>Σ w and Σ w² of the weights w = π(a) / p(a).</summary>
    public (double Sum, double Squares) Weight { get; private set; }

    public CandidateSplit[]? Candidates { get; set; }

    public CandidateSplit? Chosen { get; set; }

    /// <summary>The value of the best way to act in its box, as its nodes were last seen.</summary>
    public double BestValue => Chosen is null ? Value : Math.Max(Value, Chosen.Low.BestValue + Chosen.High.BestValue);

    /// <summary>Learns which new samples lie in its box; the parent must have gathered before.</summary>
    public void Gather(SampleLog log)
    {
        if (parent is null)
        {
            for (; _gathered < log.Count; _gathered++) _samples.Add(_gathered);
            return;
        }

        for (; _gathered < parent._samples.Count; _gathered++)
        {
            var sample = parent._samples[_gathered];
            if (log[sample].Round.Context[feature] <= boundary != isHigh) _samples.Add(sample);
        }
    }

    /// <summary>Trains on the samples that it has not seen yet, in the order of the log.</summary>
    public void Replay(SampleLog log, int experts, double expectedReward)
    {
        Model ??= new MetaCmab(experts, expectedReward);
        while (Model.Samples < _samples.Count)
        {
            var number = _samples[Model.Samples];
            var sample = log[number];
            var weight = Model.Replay(log.Rows(number), sample.Arm, sample.Reward) / sample.Propensity;
            Value += (sample.Reward - expectedReward) * weight;
            Weight = (Weight.Sum + weight, Weight.Squares + (weight * weight));
        }
    }
}
