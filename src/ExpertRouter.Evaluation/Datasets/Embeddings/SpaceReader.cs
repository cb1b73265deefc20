namespace ExpertRouter.Evaluation.Datasets.Embeddings;

/// <summary>The ways in which every embedder is measured, so that none is served better than another.</summary>
internal static class SpaceReader
{
    /// <summary>Shrinkage of the whitened reading; of .03, .1, .3, 1 and 3 the best for own papers of reviewers (no label is read there).</summary>
    public const double Shrinkage = 1;

    /// <summary>Whole texts, as they are, centred and whitened; by sentence and centred where asked for.</summary>
    public static async Task<IReadOnlyList<EmbeddingSpace>> ReadAsync(
        TextEmbedder embedder, IReadOnlyList<string> documents, IReadOnlyList<string> queries, bool bySentence, CancellationToken cancellationToken)
    {
        var whole = await EmbeddingSpace.WholeAsync(embedder, documents, queries, cancellationToken);
        if (!bySentence) return [whole, whole.Centred(), whole.Whitened(Shrinkage)];
        var sentences = await EmbeddingSpace.BySentenceAsync(embedder, documents, queries, cancellationToken);
        return [whole, whole.Centred(), whole.Whitened(Shrinkage), sentences.Centred()];
    }
}
