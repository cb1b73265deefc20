namespace ExpertRouter.Core.Retrieval;

/// <summary>Adds up scores per document over several results and ranks them anew. Not thread-safe.</summary>
internal sealed class FusedHits
{
    private readonly Dictionary<long, (Hit Hit, double Score)> _byDocument = [];

    public void Add(Hit hit, double score) =>
        _byDocument[hit.DocumentId] = _byDocument.TryGetValue(hit.DocumentId, out var known)
            ? (known.Hit, known.Score + score)
            : (hit, score);

    public IReadOnlyList<Hit> Take(int depth) => Rank(_byDocument.Values, depth);

    public static IReadOnlyList<Hit> Rank(IEnumerable<(Hit Hit, double Score)> scored, int depth) =>
        [.. scored
            .OrderByDescending(entry => entry.Score)
            .ThenBy(entry => entry.Hit.DocumentId)
            .Take(depth)
            .Select((entry, index) => entry.Hit with { Score = entry.Score, Rank = index + 1 })];
}
