using System.ComponentModel.DataAnnotations;

namespace ExpertRouter.Encoder.Serving;

/// <summary>How an encoder is served.</summary>
public sealed record EncoderOptions
{
    /// <summary>Where to run.</summary>
    public DeviceChoice Device { get; init; }

    /// <summary>Threads of one run on CPU, and of tokenising many texts; 0 for one per core.</summary>
    [Range(0, 1024)]
    public int Threads { get; init; }

    /// <summary>At most so many texts in one run.</summary>
    [Range(1, 4096)]
    public int MaxBatchTexts { get; init; } = 256;

    /// <summary>At most so many tokens, padding included, in one run (a single longer text still runs).</summary>
    [Range(1, 1_000_000)]
    public int MaxBatchTokens { get; init; } = 8192;

    /// <summary>The same for a model that is pooled before it runs: nothing is padded and no memory grows with the tokens, so this bounds only how long a search waits for a run of an indexing job.</summary>
    [Range(1, 1_000_000)]
    public int MaxPooledBatchTokens { get; init; } = 32_768;

    /// <summary>Vectors kept for repeated queries; 0 for none.</summary>
    [Range(0, 10_000_000)]
    public int CacheEntries { get; init; } = 10_000;
}
