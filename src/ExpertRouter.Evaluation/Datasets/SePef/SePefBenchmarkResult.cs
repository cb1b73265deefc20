using ExpertRouter.Evaluation.Experiments;

namespace ExpertRouter.Evaluation.Datasets.SePef;

/// <summary>The standard page of one data set.</summary>
/// <param name="Fusions">Weights, chosen on validation only.</param>
/// <param name="Validation">The systems on the validation queries; null when there are none.</param>
/// <param name="Test">The systems on the test queries; null when there are none.</param>
public sealed record SePefBenchmarkResult(
    IReadOnlyList<SePefFusion> Fusions, ExperimentResult? Validation, ExperimentResult? Test);
