namespace ExpertRouter.Core.Model;

/// <summary>A named topic. A document belongs to it when a tag equals its name or one of its synonyms.</summary>
public sealed class KnowledgeArea
{
    /// <summary>Store-wide number.</summary>
    public int Id { get; set; }

    /// <summary>Name, lower case, unique.</summary>
    public required string Name { get; set; }

    /// <summary>Other words for the same thing, lower case; they expand queries.</summary>
    public string[] Synonyms { get; set; } = [];

    /// <summary>One or two sentences.</summary>
    public string? Description { get; set; }
}
