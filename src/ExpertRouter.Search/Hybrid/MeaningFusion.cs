using ExpertRouter.Core.Retrieval;

namespace ExpertRouter.Search.Hybrid;

/// <summary>
/// Makes one list of two: score(d) = words(d) / best words + weight · max(0, (cos(d) − floor) / (1 − floor)). A document that words did not
/// find needs a cosine of at least <see cref="FusionOptions.LeastCosine"/>. Stateless.
/// </summary>
public static class MeaningFusion
{
    /// <summary>Fuses hits; both lists must be open to the viewer.</summary>
    /// <param name="words">Found by words, best first.</param>
    /// <param name="meaning">Found by meaning; the score is the cosine.</param>
    /// <param name="cosineOf">Cosine of a document that words found; null when it has no vector.</param>
    /// <param name="options">Weights.</param>
    /// <param name="depth">At most so many hits.</param>
    public static IReadOnlyList<Hit> Fuse(
        IReadOnlyList<Hit> words, IReadOnlyList<Hit> meaning, Func<long, double?> cosineOf, FusionOptions options, int depth)
    {
        var best = words.Count > 0 && words[0].Score > 0 ? words[0].Score : 1;
        var known = words.Select(hit => hit.DocumentId).ToHashSet();
        var fused = words.Select(hit => Scored(hit, hit.Score / best, cosineOf(hit.DocumentId), options))
            .Concat(meaning
                .Where(hit => hit.Score >= options.LeastCosine && !known.Contains(hit.DocumentId))
                .Select(hit => Scored(hit, 0, hit.Score, options)))
            .Where(hit => hit.Score > 0)
            .OrderByDescending(hit => hit.Score)
            .ThenBy(hit => hit.DocumentId)
            .Take(depth);
        return [.. fused.Select((hit, place) => hit with { Rank = place + 1 })];
    }

    private static Hit Scored(Hit hit, double words, double? cosine, FusionOptions options)
    {
        var meaning = options.Weight * Math.Max(0, ((cosine ?? 0) - options.Floor) / (1 - options.Floor));
        var score = words + meaning;
        return hit with { Score = score, Cosine = cosine, MeaningShare = score > 0 ? meaning / score : 0 };
    }
}
