using ExpertRouter.Core.Model;

namespace ExpertRouter.Core.Experts;

/// <summary>A document as a reason for an expert.</summary>
/// <param name="DocumentId">The document.</param>
/// <param name="Role">How the expert is connected to it.</param>
/// <param name="Share">Its part of the expert's score; the shares of all evidence add up to the score.</param>
/// <param name="Rank">1-based rank of the document in the retrieval.</param>
/// <param name="CreatedAt">When it was written, UTC.</param>
public sealed record Evidence(long DocumentId, AuthorshipRole Role, double Share, int Rank, DateTimeOffset CreatedAt);
