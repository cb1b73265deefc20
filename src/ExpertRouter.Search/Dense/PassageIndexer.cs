using ExpertRouter.Core.Model;
using ExpertRouter.Search.Lexical.Indexing;
using Microsoft.Extensions.AI;

namespace ExpertRouter.Search.Dense;

/// <summary>
/// Encodes changed entries and keeps their vectors. Order that makes a crash harmless: <see cref="AppendAsync"/>, then the index's
/// puts and commit with the same checkpoint, then its refresh, then <see cref="VectorStore.Compact"/>. Not for concurrent use.
/// </summary>
public sealed class PassageIndexer
{
    private readonly VectorStore _vectors;
    private readonly IEmbeddingGenerator<string, Embedding<float>> _passages;
    private readonly PassageOptions _options;

    /// <param name="passages">Encodes passages; its metadata must name the model of the vectors.</param>
    /// <exception cref="ArgumentException">The generator is of another model.</exception>
    public PassageIndexer(VectorStore vectors, IEmbeddingGenerator<string, Embedding<float>> passages, PassageOptions options)
    {
        var model = (passages.GetService(typeof(EmbeddingGeneratorMetadata)) as EmbeddingGeneratorMetadata)?.DefaultModelId;
        if (model != vectors.Space.ModelId)
            throw new ArgumentException($"passages would be encoded by '{model}', the vectors are of '{vectors.Space.ModelId}'", nameof(passages));
        (_vectors, _passages, _options) = (vectors, passages, options);
    }

    /// <summary>Where the vectors go.</summary>
    public VectorStore Vectors => _vectors;

    /// <summary>From where changes must be taken in so that index and vectors both have them: the smaller of both checkpoints.</summary>
    public IndexCheckpoint Behind(IndexCheckpoint index) =>
        new(Math.Min(index.Documents, _vectors.Checkpoint.Documents), Math.Min(index.Experts, _vectors.Checkpoint.Experts));

    /// <summary>Encodes entries and makes their vectors durable under a checkpoint.</summary>
    /// <returns>Documents (positive) and experts (negative) that have text but no vector: they are found by their words only.</returns>
    public async Task<IReadOnlyList<long>> AppendAsync(
        IReadOnlyList<Document> documents, IReadOnlyList<Expert> experts, IndexCheckpoint checkpoint, CancellationToken cancellationToken)
    {
        (long Number, IReadOnlyList<string> Texts)[] entries =
            [.. documents.Select(document => (document.Id, Passages.Of(document, _options))), .. experts.Select(expert => (-expert.Id, Passages.Of(expert)))];
        string[] texts = [.. entries.SelectMany(entry => entry.Texts)];
        var embeddings = texts.Length == 0 ? [] : await _passages.GenerateAsync(texts, cancellationToken: cancellationToken);
        var vectors = new List<EntryVectors>(entries.Length);
        var without = new List<long>();
        var at = 0;
        foreach (var (number, entryTexts) in entries)
        {
            ReadOnlyMemory<float>[] found = [.. Enumerable.Range(at, entryTexts.Count).Select(i => embeddings[i]).Select(embedding => embedding.Vector).Where(vector => vector.Length > 0)];
            at += entryTexts.Count;
            vectors.Add(new EntryVectors(number, found));
            if (entryTexts.Count > 0 && found.Length == 0)
                without.Add(number);
        }
        _vectors.Append(vectors, checkpoint);
        return without;
    }
}
