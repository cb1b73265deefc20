namespace ExpertRouter.Evaluation.Datasets.Embeddings;

/// <summary>Anything that turns texts into vectors to be measured: a served encoder, or a mean of word vectors.</summary>
/// <param name="Name">Name in the tables.</param>
/// <param name="Encode">Vectors of texts in order, as queries or as documents; null for a text that has none. Length does not matter.</param>
public sealed record TextEmbedder(
    string Name, Func<IReadOnlyList<string>, TextRole, CancellationToken, Task<IReadOnlyList<float[]?>>> Encode);
