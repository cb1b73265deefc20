using ExpertRouter.Core.Experts;
using ExpertRouter.Core.Model;
using ExpertRouter.Core.Retrieval;

namespace ExpertRouter.App.Finding;

/// <summary>Divides a score by what kind of evidence it comes from.</summary>
internal static class Signals
{
    public static IReadOnlyList<Contribution> Of(ExpertScore score, IReadOnlyDictionary<long, Hit> hits) =>
        [.. score.Evidence
            .GroupBy(evidence => Name(evidence, hits[evidence.DocumentId]))
            .Select(group => new Contribution(group.Key, group.Sum(evidence => evidence.Share), group.Count()))
            .OrderByDescending(contribution => contribution.Value)
            .ThenBy(contribution => contribution.Signal, StringComparer.Ordinal)];

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
