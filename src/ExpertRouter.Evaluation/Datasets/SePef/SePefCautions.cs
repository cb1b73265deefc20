using ExpertRouter.Evaluation.Datasets.StackExchange;

namespace ExpertRouter.Evaluation.Datasets.SePef;

/// <summary>What a reader of figures from a data set must know about how it was made.</summary>
internal static class SePefCautions
{
    public static IReadOnlyList<string> Of(
        SePefOptions options, IReadOnlyList<SePefCommunityCounts> counts, IReadOnlyList<IPostSource> sources)
    {
        var cautions = new List<string>
        {
            "One person is relevant, whose answer was accepted or whose ticket it was; other able people count as misses.",
        };
        if (sources.Any(source => !source.EveryAnswerIsBest))
        {
            cautions.Add("Scores and acceptances are those on the day of the dump; when they came about is not in Posts.xml.");
        }

        if (options.Profile != SePefOptions.Paper.Profile)
        {
            cautions.Add("Thresholds are scaled down for a small community: figures are not comparable with the paper's.");
        }

        if (sources.Any(source => source.EveryAnswerIsBest))
        {
            cautions.Add("The assignee of a ticket counts as its best answerer, so the share of best answers was not looked at; tickets are dated by their resolution where it is known.");
        }

        if (options.ExpertsKnownBefore == KnowledgeBoundary.ValidationEnd)
        {
            cautions.Add("Experts are chosen with knowledge up to the test boundary, as in the authors' code: validation queries see their future.");
        }

        if (counts.Sum(c => c.ValidQueries) == 0 || counts.Sum(c => c.TestQueries) == 0)
        {
            cautions.Add("There are no validation or no test queries: the dump may end before the boundaries, or the community be too small; set other dates or take the small profile.");
        }
        else if (counts.Sum(c => c.TestQueries) < 100)
        {
            cautions.Add("Fewer than 100 test queries: only large differences mean anything.");
        }

        return cautions;
    }
}
