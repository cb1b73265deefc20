namespace ExpertRouter.App.Evaluating;

/// <summary>A score that an evaluation is expected to reach again.</summary>
/// <param name="Command">Command that measures it, as its report names itself.</param>
/// <param name="Dataset">Data set.</param>
/// <param name="System">System.</param>
/// <param name="Metric">Metric.</param>
/// <param name="Value">What was measured when the line was written.</param>
/// <param name="Tolerance">Largest absolute difference that is still the same.</param>
public sealed record ExpectedScore(string Command, string Dataset, string System, string Metric, double Value, double Tolerance);
