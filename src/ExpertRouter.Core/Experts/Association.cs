using ExpertRouter.Core.Model;
using ExpertRouter.Core.Retrieval;

namespace ExpertRouter.Core.Experts;

/// <summary>How strongly one retrieved document counts for one expert: authorship · role · decay.</summary>
internal readonly record struct Association(Hit Hit, int HitIndex, AuthorshipRole Role, double Weight);
