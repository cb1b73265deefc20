using ExpertRouter.App.Finding;
using ExpertRouter.Core.Model;
using ExpertRouter.Core.Retrieval;
using ExpertRouter.Data;
using ExpertRouter.Web.Auth;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.Web.Components.Pages;

/// <summary>The home page: a question in the address, people and models with their reasons below.</summary>
public sealed partial class SearchPage(
    ExpertFinder finder, ViewerReader viewers, IDbContextFactory<AppDbContext> contexts, TimeProvider time)
{
    [CascadingParameter] private HttpContext Http { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "q")] private string? Text { get; set; }

    [SupplyParameterFromQuery(Name = "kind")] private string[]? Kinds { get; set; }

    [SupplyParameterFromQuery(Name = "source")] private string[]? SourceIds { get; set; }

    [SupplyParameterFromQuery(Name = "area")] private string[]? AreaIds { get; set; }

    [SupplyParameterFromQuery(Name = "doc")] private string[]? DocumentKinds { get; set; }

    [SupplyParameterFromQuery(Name = "since")] private string? Since { get; set; }

    [SupplyParameterFromQuery(Name = "page")] private string? PageNumber { get; set; }

    private SearchAddress Address { get; set; } = SearchAddress.Empty;

    private FindResult? Result { get; set; }

    private double BestScore { get; set; }

    private IReadOnlyList<Source> Sources { get; set; } = [];

    private IReadOnlyList<KnowledgeArea> Areas { get; set; } = [];

    private string TriageAddress => QueryHelpers.AddQueryString("/ask", new Dictionary<string, string?> { ["q"] = Address.Text, ["to"] = Tickets.AskInput.Triage });

    private string Headline => Result is null ? "" : SearchHeadline.Of(Result, Address);

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
}
