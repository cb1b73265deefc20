namespace ExpertRouter.Learning.NewPeople;

/// <summary>A past request and who was right.</summary>
/// <param name="Vector">Unit vector of its text.</param>
/// <param name="Experts">Numbers of the right experts, at least one.</param>
public sealed record NexusQuery(float[] Vector, int[] Experts);
