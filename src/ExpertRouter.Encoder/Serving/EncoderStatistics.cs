namespace ExpertRouter.Encoder.Serving;

/// <summary>What an encoder has done since it was opened.</summary>
/// <param name="Texts">Texts asked for.</param>
/// <param name="CacheHits">Of these, found in the cache.</param>
/// <param name="WithoutVector">Of these, without a vector (no tokens, or not finite).</param>
/// <param name="Runs">Runs of the model.</param>
public sealed record EncoderStatistics(long Texts, long CacheHits, long WithoutVector, long Runs);
