using ExpertRouter.Core.Ranking;

namespace ExpertRouter.Evaluation.Datasets.Sites;

/// <summary>A question at the moment it was asked, with the experts of that moment.</summary>
/// <param name="Question">The question.</param>
/// <param name="Known">The question up to which answers are known: itself, or the first query under the split protocol.</param>
/// <param name="Experts">User ids, ascending.</param>
/// <param name="Features">One row per expert, unlabelled; made from answers before <paramref name="Known"/>.</param>
/// <param name="Target">Row of the accepted author; negative where that is no expert of the moment.</param>
/// <param name="Baselines">Score per expert of each reference ranker; null where the protocol does not ask about this question.</param>
public sealed record SiteMoment(
    SiteQuestion Question,
    SiteQuestion Known,
    int[] Experts,
    RankingGroup Features,
    int Target,
    IReadOnlyList<(string System, double[] Scores)>? Baselines);
