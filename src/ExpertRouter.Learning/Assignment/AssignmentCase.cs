using ExpertRouter.Core.Retrieval.Sparse;

namespace ExpertRouter.Learning.Assignment;

/// <summary>A ticket as it was filed, for learning who takes what. Immutable.</summary>
/// <param name="Day">When, in days since any fixed moment.</param>
/// <param name="Words">Word counts of its text, with one word per component.</param>
/// <param name="Components">Its components.</param>
/// <param name="Reporter">Who filed it; null where unknown.</param>
/// <param name="ReporterExpert">Number of the expert who filed it, or -1.</param>
public sealed record AssignmentCase(double Day, TermVector Words, IReadOnlyList<string> Components, string? Reporter, int ReporterExpert);
