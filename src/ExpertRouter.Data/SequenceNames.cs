namespace ExpertRouter.Data;

/// <summary>Names of the store's number sequences.</summary>
public static class SequenceNames
{
    /// <summary>Order of changes that the index follows.</summary>
    public const string Changes = "changes";

    /// <summary>Ids of documents.</summary>
    public const string Documents = "documents";

    /// <summary>Ids of experts.</summary>
    public const string Experts = "experts";

    /// <summary>All of them; each has its row from the first migration.</summary>
    public static IReadOnlyList<string> All { get; } = [Changes, Documents, Experts];
}
