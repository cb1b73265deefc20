using ExpertRouter.Core.Experts;
using ExpertRouter.Core.Model;

namespace ExpertRouter.App.Finding;

/// <summary>How documents are retrieved and turned into experts. Immutable.</summary>
/// <param name="Name">Name on the command line.</param>
/// <param name="Aggregator">Documents → experts.</param>
/// <param name="Options">Weights.</param>
/// <param name="UsesMeaning">Whether documents are found by meaning beside words.</param>
public sealed record FindPipeline(string Name, IExpertAggregator Aggregator, AggregationOptions Options, bool UsesMeaning = false)
{
    /// <summary>Name of the pipeline that finds by words only.</summary>
    public const string Lexical = "lexical";

    /// <summary>Name of the pipeline that finds by words and meaning.</summary>
    public const string Hybrid = "hybrid";

    /// <summary>Name of <see cref="Hybrid"/>, or <see cref="Lexical"/>, put in the order of the promoted ranker.</summary>
    public const string Learned = "learned";

    /// <summary>What to do when the hybrid pipeline is asked for and no encoder serves.</summary>
    public const string NoEncoder =
        "Pipeline 'hybrid' needs an encoder, and none serves: 'expertrouter doctor' says why. Ask for 'lexical', or for none.";

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

    /// <summary>
    /// All pipelines that need nothing learned from outcomes: the hybrid and the lexical one over squared scores (on the maintainers of
    /// docs/quality.md the best simple method; on question sites level with CombSUM), then each aggregator as published, over words,
    /// without role weights and decay.
    /// </summary>
    public static IReadOnlyList<FindPipeline> All { get; } =
    [
        new FindPipeline(Hybrid, new SumOfSquaresAggregator(), DefaultOptions, UsesMeaning: true),
        new FindPipeline(Lexical, new SumOfSquaresAggregator(), DefaultOptions),
        .. Aggregators.All.Select(aggregator => new FindPipeline($"bm25>>{aggregator.Name}", aggregator, AggregationOptions.Default)),
    ];

    /// <summary>Names that can be asked for.</summary>
    public static IReadOnlyList<string> Names { get; } = [FindRequest.DefaultPipeline, Learned, .. All.Select(pipeline => pipeline.Name)];

    /// <summary>
    /// How a name retrieves and aggregates; <c>model2</c> is short for <c>bm25>>model2</c>, <c>default</c> and <c>learned</c> begin as <c>hybrid</c>.
    /// </summary>
    /// <exception cref="ArgumentException">The name is unknown; the message lists the known ones.</exception>
    public static FindPipeline Named(string name) =>
        name is FindRequest.DefaultPipeline or Learned
            ? All[0]
            : All.FirstOrDefault(pipeline => pipeline.Name == name || pipeline.Name == $"bm25>>{name}")
        ?? throw new ArgumentException($"Unknown pipeline '{name}'. Known: {string.Join(", ", Names)}.", nameof(name));
}
