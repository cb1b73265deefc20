using System.Globalization;
using ExpertRouter.App.Finding;
using ExpertRouter.Core.Model;
using ExpertRouter.Core.Retrieval;
using ExpertRouter.Data;
using ExpertRouter.Web.Auth;
using ExpertRouter.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.Web.Components.Pages;

/// <summary>The home page: a question in the address, people and models with their reasons below.</summary>
public sealed partial class SearchPage(
    ExpertFinder finder, ViewerReader viewers, IDbContextFactory<AppDbContext> contexts, TimeProvider time)
{
    [CascadingParameter] private HttpContext Http { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "q")] private string? Text { get; set; }

    [SupplyParameterFromQuery(Name = "kind")] private string[]? Kinds { get; set; }

    [SupplyParameterFromQuery(Name = "source")] private int[]? SourceIds { get; set; }

    [SupplyParameterFromQuery(Name = "area")] private int[]? AreaIds { get; set; }

    [SupplyParameterFromQuery(Name = "doc")] private string[]? DocumentKinds { get; set; }

    [SupplyParameterFromQuery(Name = "since")] private string? Since { get; set; }

    [SupplyParameterFromQuery(Name = "page")] private int? PageNumber { get; set; }

    private SearchAddress Address { get; set; } = SearchAddress.Empty;

    private FindResult? Result { get; set; }

    private double BestScore { get; set; }

    private IReadOnlyList<Source> Sources { get; set; } = [];

    private IReadOnlyList<KnowledgeArea> Areas { get; set; } = [];

    private string Headline => Result is null ? "" : Said(Result);

    protected override async Task OnInitializedAsync()
    {
        var cancellation = Http.RequestAborted;
        Address = SearchAddress.Read(Text, Kinds, SourceIds, AreaIds, DocumentKinds, Since, PageNumber);
        if (Address.Text.Length == 0)
            return;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        Sources = await db.Sources.AsNoTracking().OrderBy(source => source.Name).ToListAsync(cancellation);
        Areas = Address.AreaIds.Count == 0 ? [] : await db.KnowledgeAreas.AsNoTracking()
            .Where(area => Address.AreaIds.Contains(area.Id)).ToListAsync(cancellation);
        var request = new FindRequest
        {
            Text = Address.Text, Viewer = await viewers.ReadAsync(Http.User, cancellation), Filter = Address.Filter(Areas, time.GetUtcNow()),
            Top = SearchAddress.PageSize, Skip = Address.Skip, EvidencePerExpert = 8,
        };
        Result = await finder.FindAsync(request, cancellation);
        BestScore = Address.Page == 1 ? Result.Experts.Select(expert => expert.Score).DefaultIfEmpty().Max() : await BestAsync(request, cancellation);
    }

    private async Task<double> BestAsync(FindRequest request, CancellationToken cancellationToken)
    {
        var first = await finder.FindAsync(request with { Skip = 0, Top = 1, EvidencePerExpert = 1 }, cancellationToken);
        return first.Experts.Count > 0 ? first.Experts[0].Score : 0;
    }

    private static string Said(FindResult result)
    {
        var models = result.Facets.ExpertKinds.FirstOrDefault(facet => facet.Value == ExpertKind.ExpertModel)?.Count ?? 0;
        var people = result.Total - models;
        var who = (people, models) switch
        {
            (0, 0) => "Nobody",
            (0, 1) => "1 expert model",
            (0, _) => $"{models.ToString("N0", CultureInfo.CurrentCulture)} expert models",
            (_, 0) => People(people),
            _ => $"{People(people)} and {Wording.Count(models, "expert model")}",
        };
        return result.Total == 0 ? "Nobody found" : $"{who} can probably help";
    }

    private static string People(int count) => count == 1 ? "1 person" : $"{count:N0} people";
}
