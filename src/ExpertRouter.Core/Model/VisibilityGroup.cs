namespace ExpertRouter.Core.Model;

/// <summary>A set of people who may open restricted documents.</summary>
public sealed class VisibilityGroup
{
    /// <summary>Stable id, used by documents, for example <c>project-osprey</c>.</summary>
    public required string Id { get; set; }

    /// <summary>Name to show.</summary>
    public required string Name { get; set; }

    /// <summary>E-mails of the members, lower case.</summary>
    public string[] Members { get; set; } = [];
}
