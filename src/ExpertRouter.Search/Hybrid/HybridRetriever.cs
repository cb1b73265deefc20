using ExpertRouter.Core.Retrieval;
using ExpertRouter.Search.Dense;
using ExpertRouter.Search.Lexical.Searching;

namespace ExpertRouter.Search.Hybrid;

/// <summary>
/// Words and meaning: BM25 and the nearest vectors, fused document by document (<see cref="MeaningFusion"/>). Both apply the viewer's
/// rights before they score, and both search at the same time: their times in the trace overlap. The trace also tells what meaning added: stage <c>meaning only</c> takes in what is near and lets
/// through what no word had found. Thread-safe.
/// </summary>
public sealed class HybridRetriever(LexicalRetriever words, DenseRetriever meaning, FusionOptions options, TimeProvider time) : IRetriever
{
    /// <summary>Stage that counts the documents which only meaning found.</summary>
    public const string MeaningOnly = "meaning only";

    /// <inheritdoc/>
    public string Name => $"hybrid({words.Name},{meaning.Name})";

    /// <inheritdoc/>
    public async Task<Retrieved> RetrieveAsync(Query query, int depth, CancellationToken cancellationToken) =>
        (await SearchAsync(query, depth, [], cancellationToken)).Retrieved;

    /// <summary>Searches with words that mean the same, and tells which words were taken for others.</summary>
    public async Task<LexicalResult> SearchAsync(Query query, int depth, IReadOnlyList<Expansion> expansions, CancellationToken cancellationToken)
    {
        var nearest = Task.Run(() => NearestAsync(query, depth, cancellationToken), cancellationToken);
        var found = Task.Run(() => words.Search(query, depth, expansions, cancellationToken), cancellationToken);
        await Task.WhenAll(found, nearest);
        var byWords = await found;
        var (vector, encoding, near) = await nearest;
        var start = time.GetTimestamp();
        var cosines = vector.IsEmpty ? [] : Cosines(vector, byWords.Retrieved.Hits);
        var hits = MeaningFusion.Fuse(byWords.Retrieved.Hits, near?.Hits ?? [], number => cosines.GetValueOrDefault(number), options, depth);
        var known = byWords.Retrieved.Hits.Select(hit => hit.DocumentId).ToHashSet();
        List<StageTrace> trace =
        [
            .. byWords.Retrieved.Trace, encoding, .. near?.Trace ?? [],
            new StageTrace(MeaningOnly, 0, near?.Hits.Count ?? 0, hits.Count(hit => !known.Contains(hit.DocumentId))),
            new StageTrace("fusion", time.GetElapsedTime(start).TotalMilliseconds, byWords.Retrieved.Hits.Count + (near?.Hits.Count ?? 0), hits.Count),
        ];
        return byWords with { Retrieved = new Retrieved(hits, byWords.Retrieved.Terms, trace) };
    }

    private async Task<(ReadOnlyMemory<float> Vector, StageTrace Encoding, Retrieved? Near)> NearestAsync(Query query, int depth, CancellationToken cancellationToken)
    {
        var (vector, encoding) = await meaning.EncodeAsync(query.Text, cancellationToken);
        return (vector, encoding, vector.IsEmpty ? null : meaning.Search(vector.Span, query, depth, cancellationToken));
    }

    private Dictionary<long, double?> Cosines(ReadOnlyMemory<float> vector, IReadOnlyList<Hit> hits)
    {
        long[] numbers = [.. hits.Select(hit => hit.DocumentId)];
        return numbers.Zip(meaning.Similarities(vector.Span, numbers)).ToDictionary(entry => entry.First, entry => (double?)entry.Second);
    }
}
