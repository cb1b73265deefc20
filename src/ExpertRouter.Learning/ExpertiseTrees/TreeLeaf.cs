namespace ExpertRouter.Learning.ExpertiseTrees;

/// <summary>How things went in one region of a tree.</summary>
/// <param name="Path">The region and whom the tree trusts there.</param>
/// <param name="Samples">Past outcomes in the region.</param>
/// <param name="MeanReward">Their mean reward, under whatever policy was in force; 0 without any.</param>
/// <param name="EffectiveSamples">(Σw)² / Σw² of the off-policy weights behind the region's value: far below <paramref name="Samples"/> where the log rarely did what the learner would do.</param>
public sealed record TreeLeaf(TreePath Path, int Samples, double MeanReward, double EffectiveSamples);
