using ExpertRouter.Core.Routing;
using ExpertRouter.Learning.ExpertiseTrees;

namespace ExpertRouter.App.Routing.Deciding.Trees;

/// <summary>
/// Traits → features of a tree: words, hour, topics, and whether the ticket has one of the commonest tags or comes by one of the commonest
/// channels. Which those are, and where numbers may be cut, is taken from the first tickets learned from. Immutable.
/// </summary>
internal sealed class ContextFrame
{
    /// <summary>How many tickets decide.</summary>
    public const int Reference = 100;

    private const int Numbers = 2;
    private const int MostTags = 4;
    private const int MostChannels = 3;
    private static readonly double[] YesOrNo = [-1e-5, .5, 1 + 1e-5];

    private readonly int _topics;
    private readonly string[] _tags;
    private readonly string[] _channels;

    /// <summary>A frame for tickets like these, at least one.</summary>
    public ContextFrame(IReadOnlyList<TicketTraits> reference)
    {
        _topics = reference[0].Topics.Count;
        _tags = Commonest(reference.SelectMany(traits => traits.Tags.Distinct(StringComparer.Ordinal)), MostTags);
        _channels = Commonest(reference.Select(traits => traits.Channel), MostChannels);
        string[] features =
        [
            FeatureNames.Words, FeatureNames.Hour, .. Enumerable.Range(1, _topics).Select(FeatureNames.Topic),
            .. _tags.Select(FeatureNames.Tag), .. _channels.Select(FeatureNames.Channel),
        ];
        var grid = SplitGrid.FromContexts(features, [.. reference.Select(ContextOf)]);
        Grid = grid with { Quantiles = [.. grid.Quantiles.Select((list, feature) => feature < Numbers + _topics ? list : YesOrNo)] };
    }

    /// <summary>Where the tree may split.</summary>
    public SplitGrid Grid { get; }

    /// <summary>A ticket's features.</summary>
    public double[] ContextOf(TicketTraits traits) =>
    [
        traits.Words, traits.Hour, .. traits.Topics, .. _tags.Select(tag => traits.Tags.Contains(tag, StringComparer.Ordinal) ? 1.0 : 0),
        .. _channels.Select(channel => traits.Channel == channel ? 1.0 : 0),
    ];

    private static string[] Commonest(IEnumerable<string> names, int most) =>
        [.. names.CountBy(name => name).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(most).Select(pair => pair.Key)];
}
