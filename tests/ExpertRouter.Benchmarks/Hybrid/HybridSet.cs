using ExpertRouter.Core.Model;
using ExpertRouter.Core.Retrieval;
using ExpertRouter.Encoder.Serving;
using ExpertRouter.Search.Dense;
using ExpertRouter.Search.Hybrid;
using ExpertRouter.Search.Lexical.Indexing;
using ExpertRouter.Search.Lexical.Searching;

namespace ExpertRouter.Benchmarks.Hybrid;

/// <summary>Documents in an index and a vector store of the product's own kinds, in a temporary folder.</summary>
internal sealed class HybridSet : IDisposable
{
    private const int Batch = 1_000;
    private const int Depth = 200;

    private readonly string _folder = Directory.CreateTempSubdirectory("expertrouter-hybrid-").FullName;
    private readonly TextEncoder _encoder;
    private readonly LexicalIndex _index;
    private readonly VectorStore _vectors;
    private readonly LexicalRetriever _words;
    private readonly DenseRetriever _meaning;

    private HybridSet(TextEncoder encoder)
    {
        _encoder = encoder;
        _index = LexicalIndex.Open(Path.Combine(_folder, "index"));
        _vectors = new VectorStore(Path.Combine(_folder, "vectors"), new VectorSpace(encoder.ModelId, encoder.Manifest.Dimension, VectorPrecision.Quantized));
        _words = new LexicalRetriever(_index, TimeProvider.System);
        _meaning = new DenseRetriever(_index, _vectors, encoder.Queries, TimeProvider.System, "meaning");
    }

    /// <summary>The product's options, fitted to the collection.</summary>
    public FusionOptions Fusion { get; private set; } = new();

    public static async Task<HybridSet> CreateAsync(TextEncoder encoder, IReadOnlyList<Document> documents)
    {
        var set = new HybridSet(encoder);
        set._index.BeginWriting();
        set._vectors.BeginWriting(set._index.Checkpoint);
        var passages = new PassageIndexer(set._vectors, encoder.Passages, new PassageOptions());
        var number = 0L;
        foreach (var batch in documents.Chunk(Batch))
        {
            number += batch.Length;
            await passages.AppendAsync(batch, [], new IndexCheckpoint(number, 0), CancellationToken.None);
            foreach (var document in batch)
                set._index.Put(document);
        }
        set._index.Commit(new IndexCheckpoint(number, 0));
        set._index.Refresh();
        set._vectors.Compact(set._index.Checkpoint);
        set.Fusion = await Nearness.MeasureAsync(set._meaning, new FusionOptions(), CancellationToken.None);
        return set;
    }

    /// <summary>Searches for a text in both ways.</summary>
    /// <param name="without">A document that does not count, such as the one the text was taken from; 0 for none.</param>
    public async Task<HybridCase> AskAsync(string text, IReadOnlyList<long> relevant, long without = 0)
    {
        var query = new Query(text, Viewer.Public, QueryFilter.None, TimeProvider.System.GetUtcNow());
        var words = _words.Search(query, Depth + 1, [], CancellationToken.None);
        var vector = (await _encoder.EncodeAsync([text], EncoderRole.Query, CancellationToken.None)).Vectors[0];
        var meaning = vector is null ? [] : _meaning.Search(vector, query, Depth + 1, CancellationToken.None).Hits;
        long[] numbers = [.. words.Retrieved.Hits.Concat(meaning).Select(hit => hit.DocumentId).Distinct()];
        var cosines = vector is null ? [] : numbers.Zip(_vectors.Similarities(vector, numbers))
            .Where(entry => entry.Second is not null).ToDictionary(entry => entry.First, entry => entry.Second!.Value);
        return new HybridCase(Without(words.Retrieved.Hits), words.BestPossible, Without(meaning), cosines, relevant, Fusion);

        IReadOnlyList<Hit> Without(IReadOnlyList<Hit> hits) =>
            [.. hits.Where(hit => hit.DocumentId != without).Take(Depth).Select((hit, place) => hit with { Rank = place + 1 })];
    }

    public void Dispose()
    {
        _index.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
