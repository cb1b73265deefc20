using ExpertRouter.Core.Retrieval;
using ExpertRouter.Search.Dense;
using ExpertRouter.Search.Lexical.Searching;

namespace ExpertRouter.Search.Hybrid;

/// <summary>
/// Words and meaning: BM25 and the nearest vectors, fused document by document (<see cref="MeaningFusion"/>). Both apply the viewer's
/// rights before they score, and both search at the same time: their times in the trace overlap. The trace also tells what meaning added:
/// stage <c>meaning only</c> takes in what is near and lets through what no word had found. Thread-safe.
/// </summary>
public sealed class HybridRetriever(LexicalRetriever words, DenseRetriever meaning, FusionOptions options, TimeProvider time) : IRetriever
{
    /// <summary>Stage that counts the documents which only meaning found.</summary>
    public const string MeaningOnly = "meaning only";

    /// <inheritdoc/>
    public string Name => $"hybrid({words.Name},{meaning.Name})";

    /// <summary>Searches; what fails, meaning too, is thrown.</summary>
    public async Task<Retrieved> RetrieveAsync(Query query, int depth, CancellationToken cancellationToken) =>
        (await SearchAsync(query, depth, [], cancellationToken)).WithMeaning().Retrieved;

    /// <summary>
    /// Searches with words that mean the same, and tells which words were taken for others. When meaning fails, the result is what words
    /// found, with the failure. When words fail, meaning is ended and their error is thrown.
    /// </summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<HybridResult> SearchAsync(Query query, int depth, IReadOnlyList<Expansion> expansions, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var searching = Task.Run(() => words.Search(query, depth, expansions, cancellationToken), cancellationToken);
        var fusing = Task.Run(() => AddMeaningAsync(searching, query, depth, ending.Token), CancellationToken.None);
        LexicalResult found;
        try
        {
            found = await searching;
        }
        catch
        {
            await ending.CancelAsync();
            await ((Task)fusing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
        try
        {
            return new HybridResult(await fusing, null);
        }
        // Whatever goes wrong with meaning (a device that is gone, memory), words have found.
        catch (Exception error)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new HybridResult(found, error);
        }
    }

    private async Task<LexicalResult> AddMeaningAsync(Task<LexicalResult> searching, Query query, int depth, CancellationToken cancellationToken)
    {
        var (vector, encoding) = await meaning.EncodeAsync(query.Text, cancellationToken);
        var near = vector.IsEmpty ? null : meaning.Search(vector.Span, query, depth, cancellationToken);
        var byWords = await searching;
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

    private Dictionary<long, double?> Cosines(ReadOnlyMemory<float> vector, IReadOnlyList<Hit> hits)
    {
        long[] numbers = [.. hits.Select(hit => hit.DocumentId)];
        return numbers.Zip(meaning.Similarities(vector.Span, numbers)).ToDictionary(entry => entry.First, entry => (double?)entry.Second);
    }
}
