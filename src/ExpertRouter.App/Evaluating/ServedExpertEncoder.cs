using ExpertRouter.App.Evaluating.Encoders;
using ExpertRouter.Encoder.Serving;
using ExpertRouter.Evaluation.Datasets.Maintainers;
using Microsoft.Extensions.Logging.Abstractions;

namespace ExpertRouter.App.Evaluating;

/// <summary>A ready encoder from a model folder; it knows texts, not experts. Not thread-safe.</summary>
public sealed class ServedExpertEncoder : IExpertEncoder
{
    private readonly TextEncoder _encoder;
    private readonly UseLiteFolder? _folder;

    private ServedExpertEncoder(TextEncoder encoder, UseLiteFolder? folder)
    {
        _encoder = encoder;
        _folder = folder;
    }

    /// <summary>Opens a model folder, or one of Universal Sentence Encoder Lite, which has no manifest.</summary>
    /// <exception cref="ModelLoadException">The folder does not hold what its manifest says.</exception>
    public static ServedExpertEncoder Open(string folder)
    {
        var useLite = UseLiteFolder.Of(folder);
        try
        {
            return new ServedExpertEncoder(
                TextEncoder.Load(useLite?.Path ?? folder, new EncoderOptions { CacheEntries = 0 }, NullLogger<TextEncoder>.Instance, TimeProvider.System), useLite);
        }
        catch
        {
            useLite?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public string Description => $"encoder {_encoder.ModelId}, not trained on these documents";

    /// <inheritdoc/>
    public IReadOnlyList<EncodedText?> Encode(IReadOnlyList<string> texts) =>
        [.. _encoder.EncodeAsync(texts, EncoderRole.Passage, CancellationToken.None).GetAwaiter().GetResult()
            .Vectors.Select(vector => vector is null ? null : new EncodedText(vector, []))];

    /// <inheritdoc/>
    public void Dispose()
    {
        _encoder.Dispose();
        _folder?.Dispose();
    }
}
