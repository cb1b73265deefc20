using System.Globalization;
using ExpertRouter.Learning.ExpertiseTrees;

namespace ExpertRouter.App.Routing.Deciding.Trees;

/// <summary>What a tree did or would do, for people.</summary>
internal static class TreeWords
{
    /// <summary>Steps of a decision.</summary>
    /// <param name="opinion">What the tree thinks; null before it learned anything.</param>
    /// <param name="applied">Whether it decided.</param>
    /// <param name="options">What it may do.</param>
    /// <param name="first">Whom it puts first, and who is first without it.</param>
    public static IReadOnlyList<string> PathOf(TreeOpinion? opinion, bool applied, TreeRoutingOptions options, (string Tree, string Scorer) first)
    {
        if (opinion is null)
            return ["The expertise tree has learned from no outcome yet and changes nothing."];
        var verb = applied ? "puts" : "would put";
        List<string> steps =
        [
            $"Expertise tree, {RegionOf(opinion.Path)}.",
            first.Tree == first.Scorer ? $"It {verb} {first.Tree} first, as does the ranking without it." : $"It {verb} {first.Tree} first instead of {first.Scorer}.",
        ];
        if (!applied)
        {
            steps.Add(options.Mode == TreeMode.Apply
                ? string.Create(CultureInfo.InvariantCulture, $"It is applied from {options.MinimumOutcomes} outcomes on; {opinion.Outcomes} are known, so it changes nothing.")
                : $"It changes nothing: its mode is {options.Mode}.");
        }
        return steps;
    }

    /// <summary>One line about the tree as a whole, with its worst region.</summary>
    public static string StatusOf(TreeMode mode, TreeReport? report)
    {
        if (mode == TreeMode.Off)
            return "Expertise tree: off.";
        if (report?.Worst is not { } worst)
            return $"Expertise tree ({mode}): has learned from no outcome yet.";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Expertise tree ({mode}): {report.Leaves.Sum(leaf => leaf.Samples)} outcomes in {report.Leaves.Count} regions. Worst: {FeatureNames.Region(worst.Path)}, {worst.MeanReward:P0} resolved by who was asked, of {worst.Samples} outcomes (worth {worst.EffectiveSamples:0.0} for judging it).");
    }

    private static string RegionOf(TreePath path)
    {
        var weights = path.Weights.OrderByDescending(weight => Math.Abs(weight.Weight))
            .Select(weight => string.Create(CultureInfo.InvariantCulture, $"{weight.Expert} {weight.Weight:0.00}"));
        return string.Create(CultureInfo.InvariantCulture, $"{FeatureNames.Region(path)}: trusts {string.Join(", ", weights)}, from {path.Samples} outcomes");
    }
}
