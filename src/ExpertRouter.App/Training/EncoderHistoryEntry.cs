namespace ExpertRouter.App.Training;

/// <summary>One decision about the promotion of an encoder. Immutable.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Candidate">Name and hash of the candidate.</param>
/// <param name="Replaced">The same of the encoder in use; null when there was none.</param>
/// <param name="Promoted">Whether it went into force.</param>
/// <param name="Pairs">How it did on held-out pairs; null where there were none.</param>
/// <param name="Experts">How it did on held-out documents of known experts; null where there were none.</param>
/// <param name="Reason">One sentence.</param>
public sealed record EncoderHistoryEntry(
    DateTimeOffset At, string Candidate, string? Replaced, bool Promoted, EncoderComparison? Pairs, EncoderComparison? Experts, string Reason);
