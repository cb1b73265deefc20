using System.Globalization;
using ExpertRouter.App.Evaluating;

namespace ExpertRouter.Web.Components.Pages;

/// <summary>The portal's words for evaluations.</summary>
public static class QualityWords
{
    /// <summary>What the range beside a value says.</summary>
    public const string Range = "How sure a value is, as \"0.444 to 0.548\": with other queries of the same kind, it would lie in there 19 times out of 20.";

    /// <summary>What p says.</summary>
    public const string Luck = "How often luck alone would make a difference this large, counting that several systems were compared. Below 0.05 we call a difference real.";

    private const double Significance = 0.05;

    /// <summary>The command as a subject: "Finding experts"; an unknown command keeps its own name.</summary>
    public static string OfCommand(string command) => command.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
    {
        ["evaluate", "experts", ..] => "Finding experts",
        ["evaluate", "sites", ..] => "Question sites",
        ["evaluate", "assignment", ..] => "Assigning issues",
        ["evaluate", "reviewers", ..] => "Matching reviewers",
        ["evaluate", "dblp", ..] => "Experts on a topic",
        ["evaluate", "sepef", ..] => "Question sites, by the SE-PEF paper",
        ["evaluate", "score", ..] => "A ranking from a file",
        _ => command,
    };

    /// <summary>What a metric measures, in one line; null for one that explains itself, such as a count.</summary>
    public static string? OfMetric(string metric)
    {
        var parts = metric.Split('@');
        var depth = parts.Length == 2 ? parts[1] : null;
        return (parts[0], depth) switch
        {
            ("nDCG" or "nDCG_exp", null) => "How well the whole list is ordered; right answers count more the higher they stand. 1 is perfect.",
            ("nDCG" or "nDCG_exp", _) => $"How well the first {depth} are ordered; right answers count more the higher they stand. 1 is perfect.",
            ("MRR", _) => "How far down the first right answer stands: 1 when it is first, 0.5 when it is second, 0.33 when it is third.",
            ("AP", _) => "How clean the list stays down to each right answer. 1 when all right answers stand on top.",
            ("P", "1") => "How often the first one is right.",
            ("P", _) => $"Which share of the first {depth} is right.",
            ("R", _) => $"Which share of all right answers is among the first {depth}.",
            ("acc" or "Success" or "Hit", "1") => "How often the first one is right.",
            ("acc" or "Success" or "Hit", _) => $"How often a right answer is among the first {depth}.",
            ("loss", _) => "How often the order of two candidates is wrong, weighted by how far apart they are. Lower is better.",
            ("easy", _) => "How often the order is right where the two candidates are far apart.",
            ("hard", _) => "How often the order is right where the two candidates are both suitable.",
            ("AUC", _) => "How often a right answer stands above a wrong one. 0.5 is chance.",
            ("Rprec", _) => "Which share of the first places is right, with as many places as there are right answers.",
            ("bpref", _) => "How seldom an answer judged wrong stands above a right one.",
            _ => null,
        };
    }

    /// <summary>Three decimals; whole numbers above 1 are counts and have none.</summary>
    public static string Value(double value) => double.IsInteger(value) && Math.Abs(value) > 1
        ? value.ToString("N0", CultureInfo.CurrentCulture)
        : value.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>A difference with its sign; the minus is a real one.</summary>
    public static string Difference(double value) => value.ToString("+0.000;\u22120.000;0.000", CultureInfo.InvariantCulture);

    /// <summary>"1 query", "1,366 queries".</summary>
    public static string Queries(int count) => count == 1 ? "1 query" : $"{count.ToString("N0", CultureInfo.CurrentCulture)} queries";

    /// <summary>p as people write it.</summary>
    public static string P(double p) => p < 0.001 ? "< 0.001" : p.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>What a difference means.</summary>
    public static string Verdict(string metric, double difference, double? p) =>
        p is null ? "not tested"
        : p >= Significance ? "no clear difference"
        : ResultHeadline.Gain(metric, difference) > 0 ? "better" : "worse";

    /// <summary>How a value moved since the one before, in words.</summary>
    public static string Trend(string metric, double before, double now)
    {
        var gain = ResultHeadline.Gain(metric, now) - ResultHeadline.Gain(metric, before);
        return Math.Abs(gain) < 0.0005 ? "as before" : $"{Math.Abs(gain).ToString("0.000", CultureInfo.InvariantCulture)} {(gain > 0 ? "better" : "worse")} than before";
    }
}
