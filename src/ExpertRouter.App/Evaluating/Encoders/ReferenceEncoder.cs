using ExpertRouter.Encoder.Serving;
using Microsoft.Extensions.Logging.Abstractions;

namespace ExpertRouter.App.Evaluating.Encoders;

/// <summary>An encoder from a model folder, or from one of Universal Sentence Encoder Lite, which has no manifest. Thread-safe but for disposing.</summary>
internal sealed class ReferenceEncoder : IDisposable
{
    private readonly UseLiteFolder? _useLite;

    /// <exception cref="ModelLoadException">The folder does not hold what its manifest says.</exception>
    public ReferenceEncoder(string folder)
    {
        _useLite = UseLiteFolder.Of(folder);
        try
        {
            Encoder = TextEncoder.Load(_useLite?.Path ?? folder, new EncoderOptions { CacheEntries = 0 }, NullLogger<TextEncoder>.Instance, TimeProvider.System);
        }
        catch
        {
            _useLite?.Dispose();
            throw;
        }
    }

    public TextEncoder Encoder { get; }

    public void Dispose()
    {
        Encoder.Dispose();
        _useLite?.Dispose();
    }
}
