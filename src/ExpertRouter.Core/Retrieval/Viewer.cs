namespace ExpertRouter.Core.Retrieval;

/// <summary>On whose behalf a query runs: decides which documents count. Immutable.</summary>
/// <param name="Groups">Ids of the visibility groups the viewer belongs to.</param>
/// <param name="SeesEverything">True only for maintenance work that shows nothing to anybody, such as training.</param>
public sealed record Viewer(IReadOnlySet<string> Groups, bool SeesEverything = false)
{
    /// <summary>Someone who sees public documents only.</summary>
    public static Viewer Public { get; } = new(new HashSet<string>());

    /// <summary>The system itself. Results must not reach a person.</summary>
    public static Viewer System { get; } = new(new HashSet<string>(), SeesEverything: true);

    /// <summary>Whether the viewer may open a document with these visibility groups.</summary>
    public bool MayOpen(IReadOnlyCollection<string> visibilityGroups) =>
        SeesEverything || visibilityGroups.Count == 0 || visibilityGroups.Any(Groups.Contains);
}
