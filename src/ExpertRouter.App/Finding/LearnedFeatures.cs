using ExpertRouter.Core.Experts;
using ExpertRouter.Core.Ranking;
using ExpertRouter.Core.Retrieval;
using ExpertRouter.Learning.Ranking;

namespace ExpertRouter.App.Finding;

/// <summary>
/// The candidates of a search with their features, the same in training and in service: <see cref="HitFeatures"/> and the score of
/// the <c>lexical</c> pipeline, or with an encoder <see cref="MeaningFeatures"/> too and the score of the <c>hybrid</c> one. A profile counts only for those who have no document among the hits: a profile has no date, so
/// the past cannot be replayed with it. Immutable.
/// </summary>
/// <param name="Experts">Canonical experts, ascending, one per row.</param>
/// <param name="Table">Features.</param>
public sealed record LearnedFeatures(IReadOnlyList<long> Experts, FeatureTable Table)
{
    /// <summary>The feature by which the <c>lexical</c> pipeline ranks.</summary>
    public const string Lexical = "lexical";

    /// <summary>The feature by which the <c>hybrid</c> pipeline ranks.</summary>
    public const string Hybrid = "hybrid";

    private const double Floor = 1e-3;

    /// <summary>Names of the features in column order, without an encoder.</summary>
    public static IReadOnlyList<string> Names { get; } = NamesOf(withMeaning: false);

    /// <summary>Names of the features in column order, with an encoder.</summary>
    public static IReadOnlyList<string> NamesWithMeaning { get; } = NamesOf(withMeaning: true);

    /// <summary>Features of everybody behind the hits.</summary>
    /// <param name="hits">Hits with canonical experts that may be ranked.</param>
    /// <param name="scores">The same hits, ranked by the <c>lexical</c> or <c>hybrid</c> pipeline.</param>
    /// <param name="now">Time of the query, UTC.</param>
    /// <param name="facts">What else is known of an expert.</param>
    /// <param name="withMeaning">Whether the hits were found by words and meaning.</param>
    public static LearnedFeatures Extract(
        IReadOnlyList<Hit> hits, IReadOnlyList<ExpertScore> scores, DateTimeOffset now, Func<long, ExpertFacts> facts, bool withMeaning)
    {
        var documented = hits.Where(hit => !hit.IsProfile).SelectMany(hit => hit.Authors).Select(author => author.ExpertId).ToHashSet();
        Hit[] counting = [.. hits.Where(hit => !hit.IsProfile || !hit.Authors.All(author => documented.Contains(author.ExpertId)))];
        var (experts, table) = HitFeatures.Extract(counting, now, facts);
        if (withMeaning)
            MeaningFeatures.Add(table, experts, counting, facts);
        var values = scores.ToDictionary(score => score.ExpertId, score => score.Score);
        table.AddLogShare(withMeaning ? Hybrid : Lexical, [.. experts.Select(expert => values.GetValueOrDefault(expert))], Floor);
        return new LearnedFeatures(experts, table);
    }

    /// <summary>The <c>lexical</c> pipeline as a ranker over these features, to compare others with.</summary>
    public static IRanker LexicalRanker { get; } = By(Lexical, Names);

    /// <summary>The <c>hybrid</c> pipeline as a ranker over these features, to compare others with.</summary>
    public static IRanker HybridRanker { get; } = By(Hybrid, NamesWithMeaning);

    private static ListwiseMixture By(string feature, IReadOnlyList<string> names) => new(
        names, [.. names.Select(name => name == feature ? 1.0 : 0)], [.. names.Select(_ => 0.0)], [.. names.Select(_ => 1.0)]);

    private static IReadOnlyList<string> NamesOf(bool withMeaning) =>
        Extract([], [], DateTimeOffset.UnixEpoch, _ => ExpertFacts.Unknown, withMeaning).Table.Names;
}
