using ExpertRouter.Core.Retrieval;
using ExpertRouter.Search.Lexical.Indexing;
using ExpertRouter.Search.Lexical.Searching;
using Lucene.Net.Index;
using Microsoft.Extensions.AI;

namespace ExpertRouter.Search.Dense;

/// <summary>
/// Meaning: exact inner product of the query's vector with every vector that the viewer may see. The lexical index decides what
/// exists and who may see it, before anything is scored, so a vector of a deleted or restricted document cannot surface. A query that
/// the encoder cannot encode finds nothing. Thread-safe.
/// </summary>
public sealed class DenseRetriever : IRetriever
{
    private readonly LeafCache _leaves = new();
    private readonly LexicalIndex _index;
    private readonly VectorStore _vectors;
    private readonly IEmbeddingGenerator<string, Embedding<float>> _queries;
    private readonly TimeProvider _time;

    /// <param name="queries">Encodes queries; its metadata must name the model of the vectors.</param>
    /// <param name="name">Name of the stage.</param>
    /// <exception cref="ArgumentException">The generator is of another model: its vectors mean something else.</exception>
    public DenseRetriever(LexicalIndex index, VectorStore vectors, IEmbeddingGenerator<string, Embedding<float>> queries, TimeProvider time, string name)
    {
        var model = (queries.GetService(typeof(EmbeddingGeneratorMetadata)) as EmbeddingGeneratorMetadata)?.DefaultModelId;
        if (model != vectors.Space.ModelId)
            throw new ArgumentException($"queries are encoded by '{model}', the vectors by '{vectors.Space.ModelId}': encode the documents again or load the former encoder", nameof(queries));
        (_index, _vectors, _queries, _time, Name) = (index, vectors, queries, time, name);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public async Task<Retrieved> RetrieveAsync(Query query, int depth, CancellationToken cancellationToken)
    {
        var (vector, encoding) = await EncodeAsync(query.Text, cancellationToken);
        if (vector.IsEmpty)
            return new Retrieved([], [], [encoding, new StageTrace(Name, 0, 0, 0)]);
        var found = Search(vector.Span, query, depth, cancellationToken);
        return found with { Trace = [encoding, .. found.Trace] };
    }

    /// <summary>The vector of a query, empty when it cannot be encoded, and the stage that made it.</summary>
    public async Task<(ReadOnlyMemory<float> Vector, StageTrace Trace)> EncodeAsync(string text, CancellationToken cancellationToken)
    {
        var start = _time.GetTimestamp();
        var embedding = (await _queries.GenerateAsync([text], cancellationToken: cancellationToken))[0];
        return (embedding.Vector, new StageTrace($"{Name}.encode", _time.GetElapsedTime(start).TotalMilliseconds, 1, embedding.Vector.Length > 0 ? 1 : 0));
    }

    /// <summary>Cosine of each entry's best passage with a query's vector; null for an entry without vectors. Only for entries that the viewer may see.</summary>
    public IReadOnlyList<float?> Similarities(ReadOnlySpan<float> vector, IReadOnlyList<long> numbers) => _vectors.Similarities(vector, numbers);

    /// <summary>Searches with a vector at hand, such as that of a similar question; the text of <paramref name="query"/> is not looked at.</summary>
    public Retrieved Search(ReadOnlySpan<float> vector, Query query, int depth, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(depth);
        if (vector.Length != _vectors.Space.Dimension)
            throw new ArgumentException($"the vector has {vector.Length} numbers, the store holds {_vectors.Space.Dimension}", nameof(vector));
        var start = _time.GetTimestamp();
        using var view = _index.Acquire();
        if (view is null)
            return new Retrieved([], [], [new StageTrace(Name, 0, 0, 0)]);
        var segments = _vectors.Segments;
        ScannedLeaf[] leaves = [.. view.Searcher.IndexReader.Leaves.Select(leaf => Look(leaf, segments, query, cancellationToken))];
        var best = new DenseScan(new QueryVector(vector, _vectors.Space), leaves, depth).Run(cancellationToken);
        var visible = leaves.Sum(leaf => leaf.Visible.Cardinality);
        var hits = HitReader.Read(view.Searcher, best, query.Now);
        return new Retrieved(hits, [], [new StageTrace(Name, _time.GetElapsedTime(start).TotalMilliseconds, visible, hits.Count)]);
    }

    private ScannedLeaf Look(AtomicReaderContext leaf, IReadOnlyList<VectorSegment> segments, Query query, CancellationToken cancellationToken)
    {
        var map = _leaves.Of(leaf.AtomicReader, segments);
        return new ScannedLeaf(leaf, map, VisibleVectors.Of(leaf.AtomicReader, map, query, cancellationToken));
    }
}
