namespace ExpertRouter.Evaluation.Datasets.Embeddings;

/// <summary>What a text is encoded as; encoders with prefixes tell the two apart.</summary>
public enum TextRole
{
    /// <summary>Text to search with.</summary>
    Query,

    /// <summary>Text to be found.</summary>
    Document,
}
