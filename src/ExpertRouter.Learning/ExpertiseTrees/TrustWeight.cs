namespace ExpertRouter.Learning.ExpertiseTrees;

/// <summary>How much the advice of one expert moves a decision.</summary>
/// <param name="Expert">The expert's name.</param>
/// <param name="Weight">θ of <see cref="MetaCmab"/>: change of the expected reward per unit of advice.</param>
public sealed record TrustWeight(string Expert, double Weight);
