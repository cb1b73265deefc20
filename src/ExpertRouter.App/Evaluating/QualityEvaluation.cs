using ExpertRouter.Evaluation.Experiments;

namespace ExpertRouter.App.Evaluating;

/// <summary>One evaluation of the quality suite, done.</summary>
/// <param name="CommandLine">The command that repeats it, data below <c>$EXPERTROUTER_SHARED/data</c>.</param>
/// <param name="Report">What it measured.</param>
/// <param name="Duration">How long it took.</param>
public sealed record QualityEvaluation(string CommandLine, EvaluationReport Report, TimeSpan Duration);
