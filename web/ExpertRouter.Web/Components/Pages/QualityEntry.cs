using ExpertRouter.App.Evaluating;
using ExpertRouter.Web.Components.Charts;

namespace ExpertRouter.Web.Components.Pages;

/// <summary>A line of the list of saved results.</summary>
/// <param name="Result">The result.</param>
/// <param name="Headline">Its main value; null when it only counts things.</param>
/// <param name="History">The same value of the same command up to this result, oldest first, this one included.</param>
public sealed record QualityEntry(SavedResult Result, ResultHeadline? Headline, IReadOnlyList<TrendPoint> History)
{
    private const int LongestHistory = 12;

    /// <summary>Data sets in the order of the report.</summary>
    public IReadOnlyList<string> Datasets { get; } = [.. Result.Report.Rows.Select(row => row.Dataset).Distinct()];

    /// <summary>Lines for results, newest first; a value is only compared with the same command, data set and metric.</summary>
    public static IReadOnlyList<QualityEntry> Of(IReadOnlyList<SavedResult> newestFirst)
    {
        var histories = new Dictionary<(string, string, string), List<TrendPoint>>();
        var entries = new List<QualityEntry>();
        foreach (var result in newestFirst.Reverse())
        {
            var headline = ResultHeadline.Of(result.Report);
            IReadOnlyList<TrendPoint> upToHere = [];
            if (headline is not null)
            {
                var key = (result.Report.Command, headline.Dataset, headline.Metric);
                if (!histories.TryGetValue(key, out var history))
                    histories[key] = history = [];
                history.Add(new TrendPoint(result.SavedAt, headline.Value));
                upToHere = [.. history.TakeLast(LongestHistory)];
            }
            entries.Add(new QualityEntry(result, headline, upToHere));
        }
        entries.Reverse();
        return entries;
    }
}
