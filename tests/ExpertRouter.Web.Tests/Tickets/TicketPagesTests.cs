using System.Globalization;
using System.Net;
using ExpertRouter.App.Profiles;
using ExpertRouter.App.Routing.Settings;
using ExpertRouter.App.Routing.Views;
using ExpertRouter.Core.Tickets;
using ExpertRouter.Data.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace ExpertRouter.Web.Tests.Tickets;

[Collection(PortalCollection.Name)]
public sealed class TicketPagesTests(PortalFactory portal)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private TicketReader Reader => portal.Services.GetRequiredService<TicketReader>();

    [Fact]
    public async Task Ask_SentTwice_IsOneTicketAndWhoFitsIsAskedAtOnce()
    {
        using var asker = await portal.SignedInAsync(Roles.Asker);
        var key = Guid.CreateVersion7().ToString();

        var first = await AskAsync(asker, key, "Lidar blind in fog at berth 4", "best");
        var second = await AskAsync(asker, key, "Lidar blind in fog at berth 4", "best");

        Assert.Equal(first, second);
        Assert.StartsWith("/tickets/", first, StringComparison.Ordinal);
        var page = WebUtility.HtmlDecode(await asker.PageAsync(first));
        Assert.Contains("answer expected by", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_EditedAfterSending_IsAnotherTicket()
    {
        using var asker = await portal.SignedInAsync(Roles.Asker);
        var key = Guid.CreateVersion7().ToString();

        Assert.NotEqual(await AskAsync(asker, key, "Radar ghost at the gate", "triage"), await AskAsync(asker, key, "Radar ghost at gate 9", "triage"));
    }

    [Fact]
    public async Task Ask_SomebodyOnLeaveByName_SaysWhyAndSendsNothing()
    {
        using var asker = await portal.SignedInAsync(Roles.Asker);
        var maya = await ExpertAsync("maya.kowalczyk");

        using var response = await PostAsync(asker, Guid.CreateVersion7().ToString(), "Hill hold question for Maya", maya.ToString(CultureInfo.InvariantCulture));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("Maya Kowalczyk cannot be asked now: on leave until", await TextAsync(response), StringComparison.Ordinal);
        Assert.DoesNotContain("Hill hold question for Maya", await asker.PageAsync("/tickets"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_WithoutText_SaysSo()
    {
        using var asker = await portal.SignedInAsync(Roles.Asker);

        using var response = await PostAsync(asker, Guid.CreateVersion7().ToString(), "", "best");

        Assert.Contains("neither a title nor a text", await TextAsync(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_WithAGroupOfOthers_IsRefused()
    {
        using var asker = await portal.SignedInAsync(Roles.Asker);

        using var response = await asker.PostAsync(
            "/ask", "/ask", ("_handler", "ask"), ("Input.Key", Guid.CreateVersion7().ToString()), ("Input.Title", "Secret"), ("Input.To", "best"), ("Input.Group", "project-osprey"));

        Assert.Contains("You do not belong to that group", await TextAsync(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Triage_ThenWithdrawn_StandsInTheTimelineAndCannotBeWithdrawnAgain()
    {
        using var asker = await portal.SignedInAsync(Roles.Asker);
        var address = await AskAsync(asker, Guid.CreateVersion7().ToString(), "Nobody knows this thing", "triage");
        Assert.Contains("With the triage group", await asker.PageAsync(address), StringComparison.Ordinal);

        using var withdrawn = await asker.PostAsync(address, address, ("_handler", "withdraw"), ("Withdraw.Text", "Solved it myself"));
        var page = WebUtility.HtmlDecode(await asker.PageAsync(address));

        Assert.Equal(HttpStatusCode.Found, withdrawn.StatusCode);
        Assert.Contains("Solved it myself", page, StringComparison.Ordinal);
        Assert.DoesNotContain("I no longer need this", page, StringComparison.Ordinal);
        var ticket = await Reader.GetAsync(Guid.Parse(address.Split('/')[^1]), Cancellation);
        Assert.Equal(TicketState.Withdrawn, ticket!.Ticket.State);
    }

    [Fact]
    public async Task Rate_ByTheRequester_IsKept_ByTheExpert_IsNot()
    {
        var id = (await Reader.FindAsync("demo", "resolved", Cancellation))!.Id;
        using var asker = await portal.SignedInAsync(Roles.Asker);
        using var expert = await portal.SignedInAsync(Roles.Expert);

        using var own = await asker.PostAsync($"/tickets/{id}", $"/tickets/{id}", ("_handler", "rate"), ("Rate.Value", "4"), ("Rate.Comment", "Quick"));
        using var foreign = await expert.PostAsync("/me", $"/tickets/{id}", ("_handler", "rate"), ("Rate.Value", "1"), ("Rate.Comment", ""));

        var ratings = (await Reader.GetAsync(id, Cancellation))!.History.Where(entry => entry.Kind == TicketMoveKind.Rate).ToList();
        Assert.Equal([4], ratings.Select(entry => entry.Rating));
        Assert.Contains("You rated the help 4 of 5", await asker.PageAsync($"/tickets/{id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TicketPage_TwoReaders_EachByTheirOwnClock()
    {
        var expert = await ExpertAsync("farah.jalali");
        var desk = portal.Services.GetRequiredService<ExpertSettingsDesk>();
        var ticket = (await Reader.FindAsync("demo", "named", Cancellation))!;
        await desk.ChangeAsync(expert, settings => settings.TimeZone = "Asia/Tokyo", Cancellation);
        using var farah = await portal.SignedInAsync(Roles.Expert);

        var page = WebUtility.HtmlDecode(await farah.PageAsync($"/tickets/{ticket.Id}"));
        await desk.ChangeAsync(expert, settings => settings.TimeZone = null, Cancellation);

        // Tokyo is nine hours ahead, all year.
        Assert.Contains(ticket.SubmittedAt.AddHours(9).ToString("d MMMM yyyy, HH:mm 'Asia/Tokyo'", CultureInfo.InvariantCulture), page, StringComparison.Ordinal);
        Assert.DoesNotContain("UTC", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/inbox", Roles.Asker)]
    [InlineData("/board", Roles.Asker)]
    [InlineData("/board", Roles.Expert)]
    public async Task PageOfAnotherRole_IsSentAway(string path, string role)
    {
        using var client = await portal.SignedInAsync(role);

        using var response = await client.GetAsync(path);

        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
    }

    private static Task<HttpResponseMessage> PostAsync(PortalClient client, string key, string title, string to) => client.PostAsync(
        "/ask", "/ask", ("_handler", "ask"), ("Input.Key", key), ("Input.Title", title), ("Input.Text", ""), ("Input.To", to), ("Input.Group", ""));

    private static async Task<string> AskAsync(PortalClient client, string key, string title, string to)
    {
        using var response = await PostAsync(client, key, title, to);
        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        return new Uri(new Uri("http://localhost"), response.Headers.Location!).AbsolutePath;
    }

    private static async Task<string> TextAsync(HttpResponseMessage response) => WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync(Cancellation));

    private async Task<long> ExpertAsync(string name) =>
        (await portal.Services.GetRequiredService<OwnListing>().FindAsync($"{name}@kestrelharbour.example", Cancellation))!.Id;
}
