using System.Globalization;
using ExpertRouter.Core.Retrieval;
using ExpertRouter.Search.Hybrid;

namespace ExpertRouter.Benchmarks.Hybrid;

/// <summary>A way to make one list of two.</summary>
internal sealed record FusionVariant(string Name, Func<HybridCase, IEnumerable<(Hit Hit, double Score)>> Fuse)
{
    private const int RrfK = 60;
    private const int Depth = 200;

    public static IReadOnlyList<FusionVariant> All { get; } =
    [
        new("words", one => one.Words.Select(hit => (hit, hit.Score))),
        new("meaning", one => one.Meaning.Where(hit => hit.Score > 0).Select(hit => (hit, hit.Score))),
        new("meaning, exp(cos/.05)", one => one.Meaning.Select(hit => (hit, Math.Exp(hit.Score / .05)))),
        new("reciprocal ranks (k 60)", one => Union(one).Select(hit => (hit, Place(one.Words, hit) + Place(one.Meaning, hit)))),
        .. from weight in new[] { .25, .5, .75, 1, 1.5 } select Product(weight),
        new("words, spread", one => one.Words.Select(hit => (hit, Spread(one.Words, hit)))),
        .. from weight in new[] { .15, .25, .5, 1 } select MinMax(weight),
        .. from weight in new[] { .25, .5, 1 } select Linear("words/best", Best, weight, 0, _ => 0),
        .. from weight in new[] { .25, .5, 1 } select Linear("words/best", Best, weight, .4, _ => .3),
        .. from weight in new[] { .25, .5, 1 } select Linear("words/best", Best, weight, .4, Last),
        .. from weight in new[] { .25, .5, 1 } select Linear("words/possible", (one, hit) => hit.Score / Math.Max(1e-9, one.BestPossible), weight, .4, _ => .3),
        .. from weight in new[] { .25, .5, 1 } select Linear("words spread", (one, hit) => Spread(one.Words, hit), weight, .4, _ => .3),
        .. from weight in new[] { .25, .5, 1 } select Linear("words spread", (one, hit) => Spread(one.Words, hit), weight, .4, Last),
    ];

    public IReadOnlyList<Hit> Hits(HybridCase one) =>
        [.. Fuse(one).Where(entry => entry.Score > 0).OrderByDescending(entry => entry.Score).ThenBy(entry => entry.Hit.DocumentId).Take(Depth)
            .Select((entry, place) => entry.Hit with { Score = entry.Score, Rank = place + 1 })];

    /// <summary>What the product does, with another weight.</summary>
    private static FusionVariant Product(double weight) => new(
        string.Create(CultureInfo.InvariantCulture, $"product, weight {weight}"),
        one => MeaningFusion.Fuse(one.Words, one.Meaning, number => one.Cosines.TryGetValue(number, out var cosine) ? cosine : null, one.Fusion with { Weight = weight }, Depth)
            .Select(hit => (hit, hit.Score)));

    /// <summary>words + weight · max(0, (cos − floor) / (1 − floor)); what words did not find needs a cosine of at least <paramref name="least"/>.</summary>
    private static FusionVariant Linear(string name, Func<HybridCase, Hit, double> wordsOf, double weight, double least, Func<HybridCase, double> floorOf) => new(
        string.Create(CultureInfo.InvariantCulture, $"{name} + {weight} cos, new from {least}, floor {(floorOf == Last ? "the last one's" : floorOf(null!))}"),
        one =>
        {
            var floor = floorOf(one);
            var words = one.Words.ToDictionary(hit => hit.DocumentId, hit => wordsOf(one, hit));
            return Union(one)
                .Where(hit => words.ContainsKey(hit.DocumentId) || one.Cosines.GetValueOrDefault(hit.DocumentId) >= least)
                .Select(hit => (hit, words.GetValueOrDefault(hit.DocumentId) + weight * Math.Max(0, (one.Cosines.GetValueOrDefault(hit.DocumentId) - floor) / (1 - floor))));
        });

    private static double Best(HybridCase one, Hit hit) => hit.Score / one.Words[0].Score;

    /// <summary>Cosine of the farthest of the nearest documents: a floor that fits the model and the question.</summary>
    private static double Last(HybridCase one) => one.Meaning.Count > 0 ? Math.Max(0, one.Meaning[^1].Score) : 0;

    /// <summary>What <c>LinearFusion</c> does: each list spread over [0, 1].</summary>
    private static FusionVariant MinMax(double weight) => new(
        string.Create(CultureInfo.InvariantCulture, $"min-max, 1 : {weight}"),
        one => Union(one).Select(hit => (hit, Spread(one.Words, hit) + weight * Spread(one.Meaning, hit))));

    private static double Spread(IReadOnlyList<Hit> list, Hit hit) =>
        list.FirstOrDefault(other => other.DocumentId == hit.DocumentId) is not { } found ? 0
        : list[0].Score > list[^1].Score ? (found.Score - list[^1].Score) / (list[0].Score - list[^1].Score) : 1;

    private static double Place(IReadOnlyList<Hit> list, Hit hit) =>
        list.FirstOrDefault(other => other.DocumentId == hit.DocumentId) is { } found ? 1.0 / (RrfK + found.Rank) : 0;

    private static IEnumerable<Hit> Union(HybridCase one) => one.Words.Concat(one.Meaning).DistinctBy(hit => hit.DocumentId);
}
