using ExpertRouter.Core.Model;
using ExpertRouter.Data;
using ExpertRouter.Web.Hosting;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.Web.Components.Pages;

/// <summary>The home page before a question.</summary>
public sealed partial class SearchStart(IDbContextFactory<AppDbContext> contexts, DemoMode demo)
{
    private static readonly string[] Examples =
        ["consumer lag after a rebalance", "vehicle rolls back on the ferry ramp", "lidar in fog", "customs declaration rejected"];

    private DemoMode Demo => demo;

    private bool IsEmpty { get; set; }

    private IReadOnlyList<KnowledgeArea> Areas { get; set; } = [];

    protected override async Task OnInitializedAsync()
    {
        await using var db = await contexts.CreateDbContextAsync();
        IsEmpty = !await db.Documents.AnyAsync();
        Areas = await db.KnowledgeAreas.AsNoTracking().OrderBy(area => area.Name).Take(60).ToListAsync();
    }
}
