using System.Globalization;
using ExpertRouter.Learning.ExpertiseTrees;

namespace ExpertRouter.App.Routing.Deciding.Trees;

/// <summary>Names of a tree's features, and its regions in words.</summary>
internal static class FeatureNames
{
    public const string Words = "words";
    public const string Hour = "hour (UTC)";
    private const string TagStart = "tag '";
    private const string ChannelStart = "channel '";

    public static string Topic(int number) => string.Create(CultureInfo.InvariantCulture, $"topic {number}");

    public static string Tag(string tag) => $"{TagStart}{tag}'";

    public static string Channel(string channel) => $"{ChannelStart}{channel}'";

    /// <summary>Such as <c>tickets with words ≤ 40, tag 'printer'</c>.</summary>
    public static string Region(TreePath path) =>
        path.Conditions.Count == 0 ? "all tickets" : $"tickets with {string.Join(", ", path.Conditions.Select(Condition))}";

    private static string Condition(PathCondition condition) =>
        condition.Feature.StartsWith(TagStart, StringComparison.Ordinal) || condition.Feature.StartsWith(ChannelStart, StringComparison.Ordinal)
            ? condition.Above is null ? $"no {condition.Feature}" : condition.Feature
            : condition.ToString();
}
