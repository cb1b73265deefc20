namespace ExpertRouter.Learning.ExpertiseTrees;

/// <summary>A decision whose outcome is known: what off-policy learning needs of it.</summary>
/// <param name="Round">What was known when it was made.</param>
/// <param name="Arm">The arm that was taken.</param>
/// <param name="Propensity">With which probability the logging policy took that arm, in (0, 1].</param>
/// <param name="Reward">What came of it; 0 to 1 in this product, any finite number here.</param>
public sealed record AdviceSample(AdviceRound Round, int Arm, double Propensity, double Reward)
{
    /// <summary>Refuses a sample nothing could be learned from.</summary>
    /// <exception cref="ArgumentException">Says which value is wrong.</exception>
    internal void Check(int experts)
    {
        Round.Check(experts);
        if (Arm < 0 || Arm >= Round.Arms)
            throw new ArgumentException($"arm {Arm} was logged for a round with {Round.Arms} arms");
        if (Propensity is not (> 0 and <= 1))
            throw new ArgumentException($"the logged propensity is {Propensity}; without one in (0, 1] the decision cannot be learned from");
        if (!double.IsFinite(Reward))
            throw new ArgumentException($"the reward is {Reward}; it must be finite");
    }
}
