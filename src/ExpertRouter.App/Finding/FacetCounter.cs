using ExpertRouter.Core.Model;

namespace ExpertRouter.App.Finding;

/// <summary>Counts what a result can be narrowed by. The hits are open to the viewer already.</summary>
internal static class FacetCounter
{
    public static FindFacets Count(RankedExperts ranked, FindingCatalog.Content content)
    {
        var documents = ranked.Retrieved.Hits.Where(hit => !hit.IsProfile).ToList();
        var areas = documents
            .SelectMany(hit => hit.Tags.Select(content.AreaOfTag).OfType<KnowledgeArea>().DistinctBy(area => area.Id))
            .GroupBy(area => area.Id)
            .Select(group => new FacetCount<int>(group.Key, group.First().Name, group.Count()));
        return new FindFacets(
            Sorted(documents.CountBy(hit => hit.SourceId).Select(pair => new FacetCount<int>(pair.Key, content.SourceName(pair.Key), pair.Value))),
            Sorted(documents.CountBy(hit => hit.Kind ?? DocumentKind.Page).Select(pair => new FacetCount<DocumentKind>(pair.Key, pair.Key.ToString(), pair.Value))),
            Sorted(areas),
            Sorted(ranked.Kinds.Select(pair => new FacetCount<ExpertKind>(pair.Key, pair.Key.ToString(), pair.Value))));
    }

    private static IReadOnlyList<FacetCount<T>> Sorted<T>(IEnumerable<FacetCount<T>> counts) =>
        [.. counts.OrderByDescending(count => count.Count).ThenBy(count => count.Name, StringComparer.Ordinal)];
}
