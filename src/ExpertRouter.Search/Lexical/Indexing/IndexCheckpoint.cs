namespace ExpertRouter.Search.Lexical.Indexing;

/// <summary>Which changes of the store an index contains: all up to these sequence numbers.</summary>
/// <param name="Documents">Last change of a document.</param>
/// <param name="Experts">Last change of an expert.</param>
public sealed record IndexCheckpoint(long Documents, long Experts)
{
    /// <summary>Nothing yet.</summary>
    public static IndexCheckpoint Empty { get; } = new(0, 0);
}
