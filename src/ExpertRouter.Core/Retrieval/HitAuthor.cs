using ExpertRouter.Core.Model;

namespace ExpertRouter.Core.Retrieval;

/// <summary>One authorship of a hit.</summary>
/// <param name="ExpertId">Expert row as the source names it; resolve to the canonical row before aggregating.</param>
/// <param name="Role">How they are connected.</param>
/// <param name="Weight">Strength in (0, 1].</param>
public readonly record struct HitAuthor(long ExpertId, AuthorshipRole Role, float Weight);
