using ExpertRouter.App.Profiles;
using ExpertRouter.Data;
using ExpertRouter.Web.Auth;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.Web.Components.Pages;

/// <summary>A document, for those who may open it. For all others it does not exist.</summary>
public sealed partial class DocumentPage(
    DocumentReader documents, ViewerReader viewers, IDbContextFactory<AppDbContext> contexts, NavigationManager navigation)
{
    /// <summary>The document.</summary>
    [Parameter] public long Id { get; set; }

    [CascadingParameter] private HttpContext Http { get; set; } = default!;

    private DocumentView? View { get; set; }

    private IReadOnlyList<string> Groups { get; set; } = [];

    protected override async Task OnInitializedAsync()
    {
        var viewer = await viewers.ReadAsync(Http.User, Http.RequestAborted);
        View = await documents.ReadAsync(Id, viewer, Http.RequestAborted);
        if (View is null)
        {
            navigation.NotFound();
            return;
        }
        var own = View.Document.VisibilityGroups.Where(viewer.Groups.Contains).ToList();
        if (own.Count == 0)
            return;
        await using var db = await contexts.CreateDbContextAsync(Http.RequestAborted);
        Groups = await db.VisibilityGroups.Where(group => own.Contains(group.Id)).OrderBy(group => group.Name)
            .Select(group => group.Name).ToListAsync(Http.RequestAborted);
    }
}
