namespace ExpertRouter.Search.Dense;

/// <summary>The vectors of one entry of the index.</summary>
/// <param name="Number">Document id; for an expert's profile minus the expert's id, as in the lexical index.</param>
/// <param name="Vectors">One per passage, of length 1; none when nothing of it could be encoded: former vectors are then taken out.</param>
public sealed record EntryVectors(long Number, IReadOnlyList<ReadOnlyMemory<float>> Vectors);
