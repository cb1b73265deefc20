using ExpertRouter.Core.Ranking;

namespace ExpertRouter.Evaluation.Datasets.Sites;

/// <summary>
/// Learns who answers on a site while its questions go by. The label of an earlier question is the author of its accepted
/// answer if that answer was written before the present question, otherwise everybody who had answered by then. The dump does
/// not tell when an answer was accepted, so acceptance is taken to be known once the answer is there, as the protocol takes it.
/// </summary>
public static class SiteLearner
{
    private const int RefitAfter = 5;
    private const int Window = 2000;

    /// <summary>Ranks every query.</summary>
    /// <param name="replay">The site.</param>
    /// <param name="strength">How many past questions the prior weighs.</param>
    /// <returns>Scores of the moment's experts, one array per query in order of time.</returns>
    public static IReadOnlyList<double[]> Rank(SiteReplay replay, double strength)
    {
        var answers = replay.Site.Answers.ToLookup(answer => answer.Question);
        var mixture = new RollingMixture(replay.Features, strength, RefitAfter, Window);
        var past = new List<SiteMoment>();
        var scores = new List<double[]>();
        foreach (var moment in replay.Moments)
        {
            if (moment.Baselines is not null)
                scores.Add(mixture.Score(moment.Features, past.Count, () => [.. past.Select(earlier => Labelled(earlier, moment.Known, answers))]));
            if (moment.Known == moment.Question) past.Add(moment);
        }

        return scores;
    }

    private static RankingGroup Labelled(SiteMoment moment, SiteQuestion now, ILookup<int, SiteAnswer> answers)
    {
        IEnumerable<int> right = moment.Question.Accepted is { } accepted && accepted.IsBefore(now)
            ? [accepted.Owner]
            : answers[moment.Question.Id].Where(answer => answer.IsBefore(now)).Select(answer => answer.Owner).Distinct();
        return moment.Features with { Relevant = [.. right.Select(owner => Array.BinarySearch(moment.Experts, owner)).Where(expert => expert >= 0).Order()] };
    }
}
