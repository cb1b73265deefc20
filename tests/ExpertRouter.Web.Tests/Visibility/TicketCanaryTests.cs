using System.Net;
using ExpertRouter.App.Profiles;
using ExpertRouter.App.Routing;
using ExpertRouter.App.Routing.Views;
using ExpertRouter.Data.Identity;
using ExpertRouter.Web.Auth;
using Microsoft.Extensions.DependencyInjection;

namespace ExpertRouter.Web.Tests.Visibility;

/// <summary>
/// A word that stands only in a restricted ticket comes out nowhere for people outside its group, dispatchers and administrators
/// included, even when they are asked; and a ticket that does not concern somebody looks like one that does not exist.
/// </summary>
[Collection(PortalCollection.Name)]
public sealed class TicketCanaryTests(PortalFactory portal)
{
    private const string Canary = "zephyrkeel";

    public static TheoryData<string> Visitors => [.. Roles.All];

    [Theory]
    [MemberData(nameof(Visitors))]
    public async Task AnyTicketPage_VisitorOutsideTheGroup_NeverShowsTheCanary(string role)
    {
        var ticket = await RestrictedAsync();
        using var visitor = await portal.SignedInAsync(role);

        foreach (var path in new[] { "/tickets", "/inbox", "/board", "/me", $"/tickets/{ticket}", $"/tickets/{ticket}/decisions" })
        {
            using var response = await visitor.GetAsync(path);
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.False(text.Contains(Canary, StringComparison.OrdinalIgnoreCase), $"{path} shows the ticket to {role}.");
        }
    }

    [Theory]
    [InlineData(Roles.Asker)]
    [InlineData(Roles.Dispatcher)]
    [InlineData(Roles.Administrator)]
    public async Task RestrictedTicket_VisitorOutsideTheGroup_LooksLikeOneThatIsMissing(string role)
    {
        var ticket = await RestrictedAsync();
        var missing = Guid.CreateVersion7();
        using var visitor = await portal.SignedInAsync(role);

        using var restricted = await visitor.GetAsync($"/tickets/{ticket}");
        using var none = await visitor.GetAsync($"/tickets/{missing}");

        Assert.Equal(HttpStatusCode.NotFound, restricted.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        Assert.Equal(await MainAsync(none, missing), await MainAsync(restricted, ticket));
    }

    [Fact]
    public async Task AskedOutsideTheGroup_ByADispatcherOfTheGroup_SeesNothing()
    {
        var ticket = await RestrictedAsync();
        var cancellation = TestContext.Current.CancellationToken;
        var bram = await portal.Services.GetRequiredService<OwnListing>().FindAsync(DemoAccounts.All.Single(account => account.Role == Roles.Dispatcher).Email, cancellation);
        await portal.Services.GetRequiredService<OutcomeRecorder>().ReassignAsync(ticket, TicketPerson.Dispatcher("someone@kestrelharbour.example"), bram!.Id, null, cancellation);
        using var visitor = await portal.SignedInAsync(Roles.Dispatcher);

        using var page = await visitor.GetAsync($"/tickets/{ticket}");

        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
    }

    [Fact]
    public async Task OpenTicket_SomebodyNotConcerned_IsNotFound_RequesterAndAskedAndDispatcherSeeIt()
    {
        var ticket = (await portal.Services.GetRequiredService<TicketReader>().FindAsync("demo", "named", TestContext.Current.CancellationToken))!.Id;

        foreach (var (role, expected) in new[]
        {
            (Roles.Asker, HttpStatusCode.OK), (Roles.Expert, HttpStatusCode.OK), (Roles.Dispatcher, HttpStatusCode.OK), (Roles.Annotator, HttpStatusCode.NotFound),
        })
        {
            using var visitor = await portal.SignedInAsync(role);
            using var page = await visitor.GetAsync($"/tickets/{ticket}");
            Assert.True(expected == page.StatusCode, $"{role}: {page.StatusCode}, {expected} expected.");
        }
    }

    [Fact]
    public async Task Decisions_OfAnOpenTicket_AreForDispatchersOnly()
    {
        var ticket = (await portal.Services.GetRequiredService<TicketReader>().FindAsync("demo", "ramp", TestContext.Current.CancellationToken))!.Id;
        using var asker = await portal.SignedInAsync(Roles.Asker);
        using var dispatcher = await portal.SignedInAsync(Roles.Dispatcher);

        using var denied = await asker.GetAsync($"/tickets/{ticket}/decisions");
        var shown = WebUtility.HtmlDecode(await dispatcher.PageAsync($"/tickets/{ticket}/decisions"));

        Assert.Equal(HttpStatusCode.Found, denied.StatusCode);
        Assert.Contains("not offered: on leave until", shown, StringComparison.Ordinal); // Maya Kowalczyk, on leave in the demo
    }

    private async Task<Guid> RestrictedAsync()
    {
        var receipt = await portal.Services.GetRequiredService<TicketIntake>().SubmitAsync(
            new TicketSubmission
            {
                Origin = "test", ExternalId = "canary", Title = $"About the {Canary}", Text = $"The {Canary} leaks.", VisibilityGroups = ["project-osprey"],
                RequesterEmail = "anselm.reinhardt@kestrelharbour.example",
            },
            TestContext.Current.CancellationToken);
        return receipt.TicketId;
    }

    private static async Task<string> MainAsync(HttpResponseMessage response, Guid id)
    {
        var html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return html[html.IndexOf("<main", StringComparison.Ordinal)..html.IndexOf("</main>", StringComparison.Ordinal)].Replace(id.ToString(), "ID", StringComparison.Ordinal);
    }
}
