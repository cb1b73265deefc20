namespace ExpertRouter.Core.Experts;

/// <summary>A ranked expert with reasons.</summary>
/// <param name="ExpertId">Canonical expert.</param>
/// <param name="Score">Larger is better; equals the sum of the evidence's shares.</param>
/// <param name="Evidence">By descending share; never empty.</param>
public sealed record ExpertScore(long ExpertId, double Score, IReadOnlyList<Evidence> Evidence);
