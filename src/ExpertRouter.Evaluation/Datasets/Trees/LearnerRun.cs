namespace ExpertRouter.Evaluation.Datasets.Trees;

/// <summary>One learner's way through one world.</summary>
/// <param name="Learner">Its name.</param>
/// <param name="Reward">Mean reward.</param>
/// <param name="Seconds">Time for all decisions and all learning.</param>
public sealed record LearnerRun(string Learner, double Reward, double Seconds);
