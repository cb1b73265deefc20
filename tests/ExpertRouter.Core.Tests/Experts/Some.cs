using ExpertRouter.Core.Model;
using ExpertRouter.Core.Retrieval;

namespace ExpertRouter.Core.Tests.Experts;

/// <summary>Short ways to write results by hand.</summary>
internal static class Some
{
    public static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static Hit Hit(long document, int rank, double score, params HitAuthor[] authors) =>
        new() { DocumentId = document, Rank = rank, Score = score, Authors = authors, CreatedAt = Now };

    public static HitAuthor By(long expert, AuthorshipRole role = AuthorshipRole.Author, float weight = 1) => new(expert, role, weight);

    public static Retrieved Result(params Hit[] hits) => new(hits, [], []);
}
