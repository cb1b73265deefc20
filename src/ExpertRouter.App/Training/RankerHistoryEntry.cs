namespace ExpertRouter.App.Training;

/// <summary>One decision about a promotion. Immutable.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Candidate">File name of the candidate.</param>
/// <param name="Method">Its method.</param>
/// <param name="DataHash">Hash of the data it was trained on.</param>
/// <param name="ReplacedDataHash">The same of the ranker in force; null when that was the lexical ranking.</param>
/// <param name="HeldOut">Outcomes compared on.</param>
/// <param name="Promoted">Whether it went into force.</param>
/// <param name="Difference">Mean difference of the reciprocal rank.</param>
/// <param name="PValue">Two-sided p; null without a test.</param>
/// <param name="Reason">One sentence.</param>
public sealed record RankerHistoryEntry(
    DateTimeOffset At, string Candidate, string Method, string DataHash, string? ReplacedDataHash, int HeldOut, bool Promoted, double Difference,
    double? PValue, string Reason);
