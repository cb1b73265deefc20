using System.Net;
using ExpertRouter.App.Messaging.Failures;
using ExpertRouter.App.Routing.Views;
using ExpertRouter.Contracts;
using ExpertRouter.Core.Model;
using ExpertRouter.Data;
using ExpertRouter.Data.Identity;
using ExpertRouter.Web.Tests.Tickets;
using MassTransit;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ExpertRouter.Web.Tests.Messages;

[Collection(PortalCollection.Name)]
public sealed class MessagePagesTests(PortalFactory portal)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private MessageInspector Inspector => portal.Services.GetRequiredService<MessageInspector>();

    [Fact]
    public async Task PoisonMessage_LookedInto_ThenReplayed_GoesThrough()
    {
        var email = $"{Guid.CreateVersion7():N}@company.example";
        var endpoint = await portal.Services.GetRequiredService<IBus>().GetSendEndpoint(new Uri("queue:submit-ticket"));
        await endpoint.Send(new SubmitTicket { Origin = "crm", ExternalId = email, Title = "Poison at first", RequesterEmail = email }, Cancel);
        FailedMessageHead? kept = null;
        await TicketApi.UntilAsync(async () => (kept = await FindAsync(email)) is not null, "the message is kept");
        using var administrator = await portal.SignedInAsync(Roles.Administrator);

        var list = WebUtility.HtmlDecode(await administrator.PageAsync("/messages"));
        var page = WebUtility.HtmlDecode(await administrator.PageAsync($"/messages/{kept!.Id}"));
        await MakeAccountAsync(email);
        using var replayed = await administrator.PostAsync($"/messages/{kept.Id}", $"/messages/{kept.Id}", ("_handler", "replay"));

        Assert.Contains($"Nobody with the e-mail '{email}' is known here", list, StringComparison.Ordinal);
        Assert.Contains("A ticket from another system", list, StringComparison.Ordinal);
        Assert.Contains("\"title\": \"Poison at first\"", page, StringComparison.Ordinal);
        Assert.Equal("/messages?done=replayed", replayed.Headers.Location!.OriginalString.Replace("http://localhost", "", StringComparison.Ordinal));
        await TicketApi.UntilAsync(async () => await portal.Services.GetRequiredService<TicketReader>().FindAsync("crm", email, Cancel) is not null, "the ticket is taken in");
        Assert.Null(await FindAsync(email));
    }

    [Fact]
    public async Task Discard_IsForEver_AndTheSecondTimeSaysSo()
    {
        var id = await KeepAsync("""{"no":"envelope"}""");
        using var administrator = await portal.SignedInAsync(Roles.Administrator);

        using var first = await DiscardAsync(administrator, id);
        using var second = await DiscardAsync(administrator, id);
        using var page = await administrator.GetAsync($"/messages/{id}");

        Assert.EndsWith("/messages?done=discarded", first.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.EndsWith("/messages?done=gone", second.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Null(await Inspector.GetAsync(id, Cancel));
    }

    [Theory]
    [InlineData(Roles.Asker)]
    [InlineData(Roles.Expert)]
    [InlineData(Roles.Annotator)]
    [InlineData(Roles.Dispatcher)]
    public async Task Messages_OtherRole_IsSentAwayAndCannotAct(string role)
    {
        var id = await KeepAsync("{}");
        using var client = await portal.SignedInAsync(role);

        using var list = await client.GetAsync("/messages");
        using var page = await client.GetAsync($"/messages/{id}");
        using var discarded = await client.PostAsync("/me", $"/messages/{id}", ("_handler", "discard"));

        Assert.All([list, page, discarded], response => Assert.Contains("/account/denied", response.Headers.Location!.ToString(), StringComparison.Ordinal));
        Assert.NotNull(await Inspector.GetAsync(id, Cancel));
        Assert.DoesNotContain("href=\"/messages\"", await client.PageAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FailedMessage_Administrator_IsCountedInNavigationAndSystem()
    {
        await KeepAsync("{}");
        using var administrator = await portal.SignedInAsync(Roles.Administrator);
        var count = await Inspector.CountAsync(Cancel);

        Assert.Contains($"<span class=\"tag\">{count}<span class=\"sr\"> messages</span>", await administrator.PageAsync("/about"), StringComparison.Ordinal);
        Assert.Contains("that could not be handled", await administrator.PageAsync("/system"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"message":{"title":"zephyrkeel","visibilityGroups":["project-osprey"]}}""")]
    [InlineData("""{"message":{"title":"zephyrkeel","VisibilityGroups":["moon"]}}""")]
    [InlineData("""{"message":{"title":"zephyrkeel","visibilityGroups":["project-osprey"]""")]
    public async Task RestrictedMessage_AdministratorOutsideTheGroup_SeesNoText(string body)
    {
        var id = await KeepAsync(body);
        using var administrator = await portal.SignedInAsync(Roles.Administrator);

        var page = await administrator.PageAsync($"/messages/{id}");

        Assert.DoesNotContain("zephyrkeel", page, StringComparison.Ordinal);
        Assert.Contains("Send it through again", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnreadableMessage_IsShownAsItCameAndEscaped()
    {
        var id = await KeepAsync("<script>alert(1)</script>{");
        using var administrator = await portal.SignedInAsync(Roles.Administrator);

        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;{", await administrator.PageAsync($"/messages/{id}"), StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> DiscardAsync(PortalClient client, Guid id) => client.PostAsync("/me", $"/messages/{id}", ("_handler", "discard"));

    private async Task<FailedMessageHead?> FindAsync(string word) =>
        (await Inspector.ListAsync(100, Cancel)).FirstOrDefault(message => message.Reason.Contains(word, StringComparison.Ordinal));

    private async Task<Guid> KeepAsync(string body)
    {
        var id = Guid.CreateVersion7();
        await using var db = await portal.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Cancel);
        db.FailedMessages.Add(new FailedMessage
        {
            Id = id, Queue = "submit-ticket", MessageType = "", ContentType = "application/json", Body = body, Reason = "It cannot be read.", Failures = 1, FailedAt = TimeProvider.System.GetUtcNow(),
        });
        await db.SaveChangesAsync(Cancel);
        return id;
    }

    private async Task MakeAccountAsync(string email)
    {
        using var scope = portal.Services.CreateScope();
        var made = await scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>().CreateAsync(new AppUser { Id = Guid.CreateVersion7(), UserName = email, Email = email });
        Assert.True(made.Succeeded);
    }
}
