namespace ExpertRouter.Evaluation.Metrics;

/// <summary>One bar of a reliability diagram: predictions p with Lower ≤ p &lt; Upper (the last bin includes 1).</summary>
/// <param name="Lower">Lower edge, inclusive.</param>
/// <param name="Upper">Upper edge.</param>
/// <param name="Count">Number of predictions in the bin; with 0 both means are 0.</param>
/// <param name="MeanPrediction">Mean predicted probability.</param>
/// <param name="ObservedRate">Share of positive outcomes.</param>
public sealed record ReliabilityBin(double Lower, double Upper, int Count, double MeanPrediction, double ObservedRate);
