using ExpertRouter.Core.Model;
using ExpertRouter.Core.Retrieval;

namespace ExpertRouter.App.Profiles;

/// <summary>The rule of <see cref="Viewer.MayOpen"/> as a database filter.</summary>
public static class VisibilityQueries
{
    /// <summary>Documents that exist and that the viewer may open.</summary>
    public static IQueryable<Document> OpenTo(this IQueryable<Document> documents, Viewer viewer)
    {
        var present = documents.Where(document => !document.IsDeleted);
        if (viewer.SeesEverything)
            return present;
        var groups = viewer.Groups.ToArray();
        return present.Where(document =>
            document.VisibilityGroups.Length == 0 || document.VisibilityGroups.Any(group => groups.Contains(group)));
    }
}
