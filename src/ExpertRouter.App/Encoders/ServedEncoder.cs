using ExpertRouter.Encoder.Serving;
using Microsoft.Extensions.AI;

namespace ExpertRouter.App.Encoders;

/// <summary>An opened encoder in both roles. Whoever opened it disposes <paramref name="Lifetime"/>.</summary>
/// <param name="ModelId">Name and hash; vectors of different ids must not be compared.</param>
/// <param name="Dimension">Length of its vectors.</param>
/// <param name="Device">Where it runs.</param>
/// <param name="Folder">The model folder.</param>
/// <param name="Files">Names of the files in it that make up the model.</param>
/// <param name="Queries">Encodes text to search with.</param>
/// <param name="Passages">Encodes text to be found.</param>
/// <param name="Lifetime">Ends serving.</param>
public sealed record ServedEncoder(
    string ModelId, int Dimension, EncoderDevice Device, string Folder, IReadOnlyList<string> Files,
    IEmbeddingGenerator<string, Embedding<float>> Queries, IEmbeddingGenerator<string, Embedding<float>> Passages, IDisposable Lifetime)
{
    /// <summary>An encoder opened from a folder.</summary>
    public static ServedEncoder Of(TextEncoder encoder, string folder) => new(
        encoder.ModelId, encoder.Manifest.Dimension, encoder.Device, folder,
        [ModelManifest.FileName, encoder.Manifest.Model, encoder.Manifest.Tokenizer.File], encoder.Queries, encoder.Passages, encoder);
}
