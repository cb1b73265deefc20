using System.Security.Claims;
using ExpertRouter.App.Indexing;
using ExpertRouter.App.Profiles;
using ExpertRouter.Core.Model;
using ExpertRouter.Web.Auth;
using Microsoft.AspNetCore.Components;

namespace ExpertRouter.Web.Components.Pages;

/// <summary>One's own entry: what the system believes and why, and the switch to be hidden.</summary>
public sealed partial class MyProfilePage(OwnListing listing, ExpertProfileReader profiles, ColleagueReader colleagues, ViewerReader viewers, IndexNudge index)
{
    [CascadingParameter] private HttpContext Http { get; set; } = default!;

    private string Email => Http.User.FindFirstValue(ClaimTypes.Email) ?? "";

    private Expert? Own { get; set; }

    private ExpertProfile? Profile { get; set; }

    private IReadOnlyList<ProfileDocument> Evidence { get; set; } = [];

    private IReadOnlyList<Colleague> Colleagues { get; set; } = [];

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        var cancellation = Http.RequestAborted;
        Own = await listing.FindAsync(Email, cancellation);
        Profile = null;
        if (Own is null)
            return;
        var viewer = await viewers.ReadAsync(Http.User, cancellation);
        Profile = await profiles.ReadAsync(Own.Id, viewer, cancellation);
        Evidence = await profiles.ReadDocumentsAsync(Own.Id, [], viewer, 0, ProfileView.PageSize, cancellation);
        Colleagues = Profile is null ? [] : await colleagues.ReadAsync(Profile, viewer, cancellation);
    }

    private async Task ToggleAsync()
    {
        if (Own is null)
            return;
        await listing.SetHiddenAsync(Own.Id, !Own.IsHidden, Http.RequestAborted);
        index.Nudge();
        await LoadAsync();
    }
}
