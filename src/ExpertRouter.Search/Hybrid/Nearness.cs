using ExpertRouter.Core.Retrieval;
using ExpertRouter.Search.Dense;

namespace ExpertRouter.Search.Hybrid;

/// <summary>
/// How near texts that mean nothing come to the documents of a collection. A larger collection and some models bring everything nearer, so the
/// bounds of <see cref="FusionOptions"/> are raised to what nonsense reaches: the floor to its median, the least cosine above its best.
/// </summary>
public static class Nearness
{
    /// <summary>Texts tried.</summary>
    public const int Texts = 40;

    /// <summary>How far above the best nonsense a document must lie.</summary>
    private const double Margin = 0.02;

    private const int Seed = 20260101;

    /// <summary>Measures; bounds are never lowered.</summary>
    public static async Task<FusionOptions> MeasureAsync(DenseRetriever meaning, FusionOptions options, CancellationToken cancellationToken)
    {
        // Of what everybody may open: a restricted document must not move a bound that everybody meets.
        var query = new Query("", Viewer.Public, QueryFilter.None, DateTimeOffset.UnixEpoch);
        var nearest = new List<double>(Texts);
        foreach (var text in NonsenseTexts.Create(Texts, Seed))
        {
            var (vector, _) = await meaning.EncodeAsync(text, cancellationToken);
            if (!vector.IsEmpty && meaning.Search(vector.Span, query, 1, cancellationToken).Hits is [var hit])
                nearest.Add(hit.Score);
        }
        if (nearest.Count == 0)
            return options;
        nearest.Sort();
        return options with
        {
            Floor = Math.Min(0.99, Math.Max(options.Floor, nearest[nearest.Count / 2])),
            LeastCosine = Math.Max(options.LeastCosine, nearest[^1] + Margin),
        };
    }
}
