using ExpertRouter.Core.Model;

namespace ExpertRouter.App.Finding;

/// <summary>Counts over the retrieved documents that the viewer may open, largest first. Immutable.</summary>
/// <param name="Sources">By source.</param>
/// <param name="Kinds">By kind of document.</param>
/// <param name="Areas">By knowledge area.</param>
/// <param name="ExpertKinds">Ranked experts by kind.</param>
public sealed record FindFacets(
    IReadOnlyList<FacetCount<int>> Sources,
    IReadOnlyList<FacetCount<DocumentKind>> Kinds,
    IReadOnlyList<FacetCount<int>> Areas,
    IReadOnlyList<FacetCount<ExpertKind>> ExpertKinds)
{
    /// <summary>No counts.</summary>
    public static FindFacets None { get; } = new([], [], [], []);
}
