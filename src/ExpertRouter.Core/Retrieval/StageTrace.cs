namespace ExpertRouter.Core.Retrieval;

/// <summary>What one stage of a pipeline did.</summary>
/// <param name="Stage">Name of the stage.</param>
/// <param name="Milliseconds">Wall time.</param>
/// <param name="In">Items that came in.</param>
/// <param name="Out">Items that went out.</param>
public sealed record StageTrace(string Stage, double Milliseconds, int In, int Out);
