namespace ExpertRouter.Evaluation.Datasets.Trees;

/// <summary>All learners in one world.</summary>
/// <param name="Runs">One per learner.</param>
/// <param name="Random">Expected reward of a random arm.</param>
/// <param name="BestExpert">Mean reward of the best single expert in hindsight.</param>
public sealed record TreeTrial(IReadOnlyList<LearnerRun> Runs, double Random, double BestExpert);
