using ExpertRouter.Core.Experts;
using ExpertRouter.Core.Model;

namespace ExpertRouter.App.Finding;

/// <summary>How documents are retrieved and turned into experts. Immutable.</summary>
/// <param name="Name">Name on the command line.</param>
/// <param name="Aggregator">Documents → experts.</param>
/// <param name="Options">Weights.</param>
public sealed record FindPipeline(string Name, IExpertAggregator Aggregator, AggregationOptions Options)
{
    /// <summary>Documents retrieved.</summary>
    public const int Depth = 200;

    /// <summary>
    /// Weights of the default pipeline, chosen by reasoning: who wrote, answered or resolved knows it, who maintains or co-wrote mostly,
    /// who was assigned or reviewed partly; what somebody knew fades within years, but never below half of what it was: recency
    /// decides between people who know the same, it does not replace knowing.
    /// </summary>
    public static AggregationOptions DefaultOptions { get; } = new()
    {
        HalfLife = TimeSpan.FromDays(3 * 365.25),
        DecayFloor = 0.5,
        RoleWeights = new Dictionary<AuthorshipRole, double>
        {
            [AuthorshipRole.Author] = 1,
            [AuthorshipRole.Answerer] = 1,
            [AuthorshipRole.Resolver] = 1,
            [AuthorshipRole.Maintainer] = 0.8,
            [AuthorshipRole.CoAuthor] = 0.7,
            [AuthorshipRole.Assignee] = 0.5,
            [AuthorshipRole.Reviewer] = 0.4,
        },
    };

    /// <summary>All pipelines: the default, then each aggregator as published, without role weights and decay.</summary>
    public static IReadOnlyList<FindPipeline> All { get; } =
    [
        new FindPipeline(FindRequest.DefaultPipeline, new CombSumAggregator(), DefaultOptions),
        .. Aggregators.All.Select(aggregator => new FindPipeline($"bm25>>{aggregator.Name}", aggregator, AggregationOptions.Default)),
    ];

    /// <summary>A pipeline by name; <c>model2</c> is short for <c>bm25>>model2</c>.</summary>
    /// <exception cref="ArgumentException">The name is unknown; the message lists the known ones.</exception>
    public static FindPipeline Named(string name) =>
        All.FirstOrDefault(pipeline => pipeline.Name == name || pipeline.Name == $"bm25>>{name}")
        ?? throw new ArgumentException($"Unknown pipeline '{name}'. Known: {string.Join(", ", All.Select(pipeline => pipeline.Name))}.", nameof(name));
}
