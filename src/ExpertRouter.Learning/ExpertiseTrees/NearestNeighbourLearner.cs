namespace ExpertRouter.Learning.ExpertiseTrees;

/// <summary>
/// KNN Meta-CMAB: for every decision a fresh <see cref="MetaCmab"/> is trained, in order, on the share of past samples
/// whose context is nearest (Euclidean; everybody at the distance of the last one included). Costs O(n) per decision.
/// </summary>
/// <param name="experts">How many experts give advice.</param>
/// <param name="share">Which share of the past counts as near, such as .1; at least one sample.</param>
/// <param name="expectedReward">What an arm brings on average.</param>
public sealed class NearestNeighbourLearner(int experts, double share = .1, double expectedReward = .5) : IAdviceLearner
{
    private readonly List<AdviceSample> _samples = [];
    private readonly List<double[]> _rows = [];

    /// <inheritdoc/>
    public string Name => "KNN";

    /// <inheritdoc/>
    public ArmChoice Choose(AdviceRound round, ulong draw)
    {
        round.Check(experts);
        var model = new MetaCmab(experts, expectedReward);
        if (_samples.Count > 0)
        {
            double[] distances = [.. _samples.Select(sample => Distance(sample.Round.Context, round.Context))];
            double[] sorted = [.. distances];
            Array.Sort(sorted);
            var reach = sorted[Math.Max(1, (int)(_samples.Count * share)) - 1];
            for (var i = 0; i < distances.Length; i++)
                if (distances[i] <= reach) model.Replay(_rows[i], _samples[i].Arm, _samples[i].Reward);
        }

        return model.Choose(round, draw);
    }

    /// <inheritdoc/>
    public void Learn(AdviceSample sample)
    {
        sample.Check(experts);
        _samples.Add(sample);
        _rows.Add(sample.Round.Centre(expectedReward));
    }

    private static double Distance(double[] left, double[] right)
    {
        var sum = 0.0;
        for (var i = 0; i < left.Length; i++)
        {
            var difference = left[i] - right[i];
            sum += difference * difference;
        }

        return sum;
    }
}
