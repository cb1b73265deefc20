namespace ExpertRouter.Core.Model;

/// <summary>The connection of a document with an expert row. Merging experts does not change it.</summary>
public sealed class Authorship
{
    /// <summary>The document.</summary>
    public long DocumentId { get; set; }

    /// <summary>The expert row as its source names it, not necessarily canonical.</summary>
    public long ExpertId { get; set; }

    /// <summary>How they are connected.</summary>
    public AuthorshipRole Role { get; set; }

    /// <summary>Strength of the connection in (0, 1]; multiplied with the role's weight.</summary>
    public double Weight { get; set; } = 1;
}
