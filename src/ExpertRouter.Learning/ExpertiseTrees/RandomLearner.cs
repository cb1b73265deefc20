namespace ExpertRouter.Learning.ExpertiseTrees;

/// <summary>Takes any arm with equal probability: the floor of every comparison. Thread-safe.</summary>
public sealed class RandomLearner : IAdviceLearner
{
    /// <inheritdoc/>
    public string Name => "random";

    /// <inheritdoc/>
    public ArmChoice Choose(AdviceRound round, ulong draw) => ArmChoice.Greedy(new double[round.Arms], draw);

    /// <inheritdoc/>
    public void Learn(AdviceSample sample)
    {
    }
}
