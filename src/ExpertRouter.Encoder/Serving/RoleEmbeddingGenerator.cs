using Microsoft.Extensions.AI;

namespace ExpertRouter.Encoder.Serving;

/// <summary>
/// An encoder in one role. A text that cannot be encoded gets an embedding of length 0 (never a made-up vector).
/// Metadata: <c>DefaultModelId</c> is the encoder's model id, <c>DefaultModelDimensions</c> its dimension.
/// </summary>
internal sealed class RoleEmbeddingGenerator(TextEncoder encoder, EncoderRole role, TimeProvider clock) : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly EmbeddingGeneratorMetadata _metadata = new("ExpertRouter", null, encoder.ModelId, encoder.Manifest.Dimension);

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (options?.Dimensions is { } dimensions && dimensions != encoder.Manifest.Dimension)
            throw new ArgumentException($"{encoder.ModelId} makes vectors of {encoder.Manifest.Dimension}, not of {dimensions}", nameof(options));
        if (options?.ModelId is { } model && model != encoder.ModelId)
            throw new ArgumentException($"this encoder is {encoder.ModelId}, not {model}", nameof(options));
        var encoded = await encoder.EncodeAsync([.. values], role, cancellationToken);
        var now = clock.GetUtcNow();
        return new GeneratedEmbeddings<Embedding<float>>(encoded.Vectors.Select(vector =>
            new Embedding<float>(vector ?? ReadOnlyMemory<float>.Empty) { ModelId = encoder.ModelId, CreatedAt = now }))
        {
            Usage = new UsageDetails { InputTokenCount = encoded.Tokens, TotalTokenCount = encoded.Tokens },
        };
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(EmbeddingGeneratorMetadata) ? _metadata
        : serviceType.IsInstanceOfType(encoder) ? encoder
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    public void Dispose()
    {
    }
}
