namespace ExpertRouter.Evaluation.Experiments;

/// <summary>One system against the baseline in one metric.</summary>
/// <param name="System">The system.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Difference">Mean of system − baseline.</param>
/// <param name="Interval">Paired bootstrap interval of the difference.</param>
/// <param name="Wins">Queries on which the system is better.</param>
/// <param name="Losses">Queries on which it is worse.</param>
/// <param name="TTest">Two-sided p of the paired t-test; null when not tested.</param>
/// <param name="Randomisation">Two-sided p of the randomisation test; null when not tested.</param>
/// <param name="TTestHolm">The same, Holm-corrected over all systems compared in this metric.</param>
/// <param name="RandomisationHolm">The same, Holm-corrected over all systems compared in this metric.</param>
/// <param name="Note">Why a p-value is missing; null when none is.</param>
public sealed record SystemComparison(
    string System,
    string Metric,
    double Difference,
    Interval Interval,
    int Wins,
    int Losses,
    double? TTest,
    double? Randomisation,
    double? TTestHolm,
    double? RandomisationHolm,
    string? Note);
