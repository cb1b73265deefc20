namespace ExpertRouter.App.Training;

/// <summary>A question or request of the past and who turned out to be right for it. Immutable.</summary>
/// <param name="DocumentId">The question or request.</param>
/// <param name="Text">Title, tags and body.</param>
/// <param name="At">When it was asked, UTC.</param>
/// <param name="Askers">Canonical experts who asked; they are no candidates.</param>
/// <param name="Experts">Canonical experts whose answer was accepted or who resolved it, ascending; never empty, no askers.</param>
public sealed record PastOutcome(
    long DocumentId, string Text, DateTimeOffset At, IReadOnlyList<long> Askers, IReadOnlyList<long> Experts);
