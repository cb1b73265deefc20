using ExpertRouter.App.Evaluating.Encoders;
using ExpertRouter.Encoder.Serving;
using ExpertRouter.Evaluation.Datasets.Maintainers;

namespace ExpertRouter.App.Evaluating;

/// <summary>A ready encoder from a model folder; it knows texts, not experts. Not thread-safe.</summary>
public sealed class ServedExpertEncoder : IExpertEncoder
{
    private readonly ReferenceEncoder _reference;

    private ServedExpertEncoder(ReferenceEncoder reference) => _reference = reference;

    /// <summary>Opens a model folder, or one of Universal Sentence Encoder Lite, which has no manifest.</summary>
    /// <exception cref="ModelLoadException">The folder does not hold what its manifest says.</exception>
    public static ServedExpertEncoder Open(string folder) => new(new ReferenceEncoder(folder));

    /// <inheritdoc/>
    public string Description => $"encoder {_reference.Encoder.ModelId}, not trained on these documents";

    /// <inheritdoc/>
    public IReadOnlyList<EncodedText?> Encode(IReadOnlyList<string> texts) =>
        [.. _reference.Encoder.EncodeAsync(texts, EncoderRole.Passage, CancellationToken.None).GetAwaiter().GetResult()
            .Vectors.Select(vector => vector is null ? null : new EncodedText(vector, []))];

    /// <inheritdoc/>
    public void Dispose() => _reference.Dispose();
}
