using ExpertRouter.App.Finding;
using ExpertRouter.Core.Model;
using ExpertRouter.Data;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.Web.Components.Pages;

/// <summary>Says why nobody was found and what to do next.</summary>
public sealed partial class NobodyFound(IDbContextFactory<AppDbContext> contexts)
{
    /// <summary>The empty result.</summary>
    [Parameter, EditorRequired] public FindResult Result { get; set; } = default!;

    /// <summary>The search.</summary>
    [Parameter, EditorRequired] public SearchAddress Address { get; set; } = default!;

    private IReadOnlyList<KnowledgeArea> Areas { get; set; } = [];

    protected override async Task OnInitializedAsync()
    {
        if (Address.IsFiltered || Result.HasOnlyUnlistedAuthors)
            return;
        await using var db = await contexts.CreateDbContextAsync();
        Areas = await db.KnowledgeAreas.AsNoTracking().OrderBy(area => area.Name).Take(24).ToListAsync();
    }
}
