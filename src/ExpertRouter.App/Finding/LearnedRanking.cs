using ExpertRouter.App.Encoders;
using ExpertRouter.App.Training;
using ExpertRouter.Core.Experts;
using ExpertRouter.Core.Retrieval;
using ExpertRouter.Learning.Ranking;
using Microsoft.Extensions.Logging;

namespace ExpertRouter.App.Finding;

/// <summary>Puts the experts of the <c>hybrid</c> or <c>lexical</c> pipeline in the order of the promoted ranker. Thread-safe.</summary>
public sealed partial class LearnedRanking(PromotedRanker promoted, OpenFacts facts, ILogger<LearnedRanking> logger)
{
    /// <summary>What to do when the learned pipeline is asked for too early.</summary>
    public const string NonePromoted =
        "Pipeline 'learned' needs a promoted ranker, and there is none: run 'expertrouter rank train', then 'expertrouter rank promote FILE', or ask for 'lexical'.";

    /// <summary>Lowest exponent of a score, so that none is rounded to 0.</summary>
    private const double LowestExponent = -50;

    private string? _told;

    /// <summary>The ranker that a request runs with; null means that it runs without one.</summary>
    /// <param name="pipeline">Name of the pipeline that is asked for.</param>
    /// <param name="encoder">Model whose vectors searches use; null when they go by words.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ArgumentException">The request names the learned pipeline and no ranker is promoted.</exception>
    /// <exception cref="InvalidDataException">The request names the learned pipeline and the promoted ranker cannot be used.</exception>
    public async Task<RankerArtifact?> RankerForAsync(string pipeline, string? encoder, CancellationToken cancellationToken)
    {
        if (pipeline == FindPipeline.Learned)
            return await promoted.ReadForAsync(encoder, cancellationToken)
                ?? throw new ArgumentException(NonePromoted, nameof(pipeline));
        if (pipeline != FindRequest.DefaultPipeline)
            return null;
        try
        {
            return await promoted.ReadForAsync(encoder, cancellationToken);
        }
        catch (InvalidDataException error)
        {
            if (Interlocked.Exchange(ref _told, error.Message) != error.Message)
                LogUnusable(error.Message);
            return null;
        }
    }

    /// <summary>
    /// Ranks again. With s a ranker's value and m the largest of them, an expert's score is e^(s − m), in (0, 1]: for a
    /// listwise mixture the chance of being the right one, relative to the best. The shares of the evidence keep their
    /// proportions and add up to the new score.
    /// </summary>
    public async Task<LearnedScores> RankAsync(
        RankerArtifact artifact, IReadOnlyList<ExpertScore> scores, IReadOnlyList<Hit> hits, Query query, IReadOnlyList<IReadOnlyList<string>> queryTags,
        VectorSet? meaning, CancellationToken cancellationToken)
    {
        var known = await facts.GetAsync(meaning, cancellationToken);
        var vector = meaning is null ? default : (await meaning.Meaning.EncodeAsync(query.Text, cancellationToken)).Vector;
        var features = LearnedFeatures.Extract(hits, scores, query.Now, expert => known.Of(expert, queryTags, vector), artifact.Encoder is not null);
        var ranker = artifact.ToRanker();
        var group = features.Table.ToGroup();
        var values = ranker.Score(group);
        var rows = features.Experts.Index().ToDictionary(expert => expert.Item, expert => expert.Index);
        var best = values.Length == 0 ? 0 : values.Max();
        var ranked = scores
            .OrderByDescending(score => values[rows[score.ExpertId]])
            .ThenBy(score => score.ExpertId)
            .Select(score => Scaled(score, Positive(values[rows[score.ExpertId]] - best)))
            .ToList();
        return new LearnedScores(ranked, new FeatureContributions(ranker, group, rows, values));
    }

    /// <summary>e^x, above 0 for any x.</summary>
    internal static double Positive(double exponent) => Math.Exp(Math.Max(LowestExponent, exponent));

    private static ExpertScore Scaled(ExpertScore score, double learned)
    {
        var factor = learned / score.Score;
        return new ExpertScore(score.ExpertId, learned, [.. score.Evidence.Select(evidence => evidence with { Share = evidence.Share * factor })]);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Searches run without the promoted ranker: {Reason}")]
    private partial void LogUnusable(string reason);
}
