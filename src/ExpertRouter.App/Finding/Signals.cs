using ExpertRouter.Core.Experts;
using ExpertRouter.Core.Model;
using ExpertRouter.Core.Retrieval;

namespace ExpertRouter.App.Finding;

/// <summary>
/// Divides a score by what it comes from: by words, kind of evidence by kind, and by meaning. A document that both found counts for both,
/// in the proportion in which they made its score.
/// </summary>
internal static class Signals
{
    /// <summary>Name of the encoder's part.</summary>
    public const string Meaning = "meaning";

    public static IReadOnlyList<Contribution> Of(ExpertScore score, IReadOnlyDictionary<long, Hit> hits) =>
        [.. score.Evidence
            .SelectMany(evidence => Parts(evidence, hits[evidence.DocumentId]))
            .Where(part => part.Value > 0)
            .GroupBy(part => part.Signal)
            .Select(group => new Contribution(group.Key, group.Sum(part => part.Value), group.Count()))
            .OrderByDescending(contribution => contribution.Value)
            .ThenBy(contribution => contribution.Signal, StringComparer.Ordinal)];

    private static IEnumerable<(string Signal, double Value)> Parts(Evidence evidence, Hit hit) =>
        [(Name(evidence, hit), evidence.Share * (1 - hit.MeaningShare)), (Meaning, evidence.Share * hit.MeaningShare)];

    private static string Name(Evidence evidence, Hit hit) => (hit.IsProfile, hit.Kind, hit.IsAccepted, evidence.Role) switch
    {
        (true, _, _, _) => "profile",
        (_, DocumentKind.Answer, true, AuthorshipRole.Answerer or AuthorshipRole.Author) => "accepted answers",
        (_, _, _, AuthorshipRole.Answerer) or (_, DocumentKind.Answer, _, AuthorshipRole.Author) => "answers",
        (_, DocumentKind.Commit, _, _) => "commits",
        (_, _, _, AuthorshipRole.Resolver) => "resolved requests",
        (_, _, _, AuthorshipRole.Assignee) => "assigned requests",
        (_, _, _, AuthorshipRole.Reviewer) => "reviews",
        (_, _, _, AuthorshipRole.Maintainer) => "maintained",
        _ => "written",
    };
}
