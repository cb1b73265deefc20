using ExpertRouter.App.Encoders;

namespace ExpertRouter.App.Indexing;

/// <summary>Where the index stands against the store.</summary>
/// <param name="Entries">Entries that can be searched, profiles included.</param>
/// <param name="Checkpoint">Last change of the store that the index holds.</param>
/// <param name="StoreSequence">Last change of a document or expert in the store.</param>
/// <param name="Lag">Changed documents and experts that are not in the index yet.</param>
/// <param name="IsWriter">Whether this process keeps the index.</param>
/// <param name="Problem">What is wrong and what to do; null when all is well.</param>
/// <param name="Encoder">Where searching by meaning stands.</param>
public sealed record IndexStatus(long Entries, long Checkpoint, long StoreSequence, long Lag, bool IsWriter, string? Problem, EncoderStatus Encoder);
