namespace ExpertRouter.Learning.ExpertiseTrees;

/// <summary>
/// Learns whose advice to follow from the rewards of the arms that were taken (bandit feedback). Deterministic: the same
/// calls with the same draws give the same choices. Not thread-safe.
/// </summary>
public interface IAdviceLearner
{
    /// <summary>Short name for tables.</summary>
    string Name { get; }

    /// <summary>Decides.</summary>
    /// <param name="round">The case and the advice.</param>
    /// <param name="draw">64 uniform bits; they settle ties and nothing else.</param>
    /// <exception cref="ArgumentException">The round does not fit the learner.</exception>
    ArmChoice Choose(AdviceRound round, ulong draw);

    /// <summary>Learns from an outcome, which may come late and in any order.</summary>
    /// <exception cref="ArgumentException">The sample does not fit the learner; nothing was learned.</exception>
    void Learn(AdviceSample sample);
}
