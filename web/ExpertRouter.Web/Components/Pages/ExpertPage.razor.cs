using ExpertRouter.App.Profiles;
using ExpertRouter.Web.Auth;
using Microsoft.AspNetCore.Components;

namespace ExpertRouter.Web.Components.Pages;

/// <summary>A person or an expert model: what is known, and from which documents that the reader may open.</summary>
public sealed partial class ExpertPage(ExpertProfileReader profiles, ColleagueReader colleagues, ViewerReader viewers, NavigationManager navigation)
{
    /// <summary>The expert; any row of a merged person leads to the person.</summary>
    [Parameter] public long Id { get; set; }

    [CascadingParameter] private HttpContext Http { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "area")] private string? AreaName { get; set; }

    [SupplyParameterFromQuery(Name = "page")] private int? PageNumber { get; set; }

    private int CurrentPage => Math.Clamp(PageNumber ?? 1, 1, 1000);

    private ExpertProfile? Profile { get; set; }

    private IReadOnlyList<ProfileDocument> Evidence { get; set; } = [];

    private IReadOnlyList<Colleague> Colleagues { get; set; } = [];

    protected override async Task OnInitializedAsync()
    {
        var cancellation = Http.RequestAborted;
        var viewer = await viewers.ReadAsync(Http.User, cancellation);
        Profile = await profiles.ReadAsync(Id, viewer, cancellation);
        if (Profile is null)
        {
            navigation.NotFound();
            return;
        }
        var tags = Profile.Areas.FirstOrDefault(area => string.Equals(area.Name, AreaName, StringComparison.OrdinalIgnoreCase))?.Tags ?? [];
        Evidence = await profiles.ReadDocumentsAsync(
            Id, tags, viewer, (CurrentPage - 1) * ProfileView.PageSize, ProfileView.PageSize + 1, cancellation);
        Colleagues = await colleagues.ReadAsync(Profile, viewer, cancellation);
    }
}
