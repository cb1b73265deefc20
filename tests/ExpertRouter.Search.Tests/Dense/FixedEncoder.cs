using Microsoft.Extensions.AI;

namespace ExpertRouter.Search.Tests.Dense;

/// <summary>Gives the listed vectors for the listed texts and none (length 0) for any other.</summary>
internal sealed class FixedEncoder(string modelId, IReadOnlyDictionary<string, float[]> vectors) : IEmbeddingGenerator<string, Embedding<float>>
{
    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(values.Select(text => new Embedding<float>(vectors.GetValueOrDefault(text) ?? []))));

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(EmbeddingGeneratorMetadata) ? new EmbeddingGeneratorMetadata("test", null, modelId) : null;

    public void Dispose()
    {
    }
}
