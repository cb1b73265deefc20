using Bunit;
using ExpertRouter.App.Routing.Views;
using ExpertRouter.Core.Tickets;
using ExpertRouter.Testing;
using ExpertRouter.Web.Components.Pages.Tickets;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ExpertRouter.Web.Tests.Components;

public sealed class InboxItemTests : BunitContext
{
    private static readonly DateTimeOffset Now = TicketSamples.Now;

    public InboxItemTests()
    {
        Services.AddSingleton<TimeProvider>(new FixedTime(Now));
        JSInterop.Mode = JSRuntimeMode.Loose;
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    [Fact]
    public async Task Decline_AsksForAReasonBeforeItAnswers()
    {
        var answers = new List<InboxAnswer>();
        var cut = Item(answers, refused: null);

        await cut.Find("[data-key=d]").ClickAsync(new());
        Assert.Empty(answers);
        cut.Find(".ticket-form input").Input("On another incident");
        await cut.Find(".ticket-form").SubmitAsync();

        var answer = Assert.Single(answers);
        Assert.Equal((InboxAct.Decline, "On another incident"), (answer.Act, answer.Text));
        Assert.Empty(cut.FindAll(".ticket-form"));
    }

    [Fact]
    public async Task RefusedAnswer_KeepsTheFormAndSaysWhy()
    {
        var cut = Item([], refused: "Somebody else has accepted this ticket already.");

        await cut.Find("[data-key=d]").ClickAsync(new());
        cut.Find(".ticket-form input").Input("No");
        await cut.Find(".ticket-form").SubmitAsync();

        Assert.Equal("Somebody else has accepted this ticket already.", cut.Find(".ticket-form [role=alert]").TextContent);
    }

    [Fact]
    public async Task AcceptedTwiceInARow_AnswersOnce()
    {
        var answers = new List<InboxAnswer>();
        var slow = new TaskCompletionSource<string?>();
        var cut = SlowItem(answers, slow.Task);

        var first = cut.Find("[data-key=a]").ClickAsync(new());
        await cut.Find("[data-key=a]").ClickAsync(new());
        slow.SetResult(null);
        await first;

        Assert.Single(answers);
    }

    [Fact]
    public void BeforeTheConnectionStands_CannotBePressed()
    {
        SetRendererInfo(new RendererInfo("Static", isInteractive: false));

        Assert.True(Item([], refused: null).Find("fieldset").HasAttribute("disabled"));
    }

    private IRenderedComponent<InboxItem> Item(List<InboxAnswer> answers, string? refused) => SlowItem(answers, Task.FromResult(refused));

    private IRenderedComponent<InboxItem> SlowItem(List<InboxAnswer> answers, Task<string?> refused)
    {
        var ticket = TicketSamples.Ticket(TicketState.Offered);
        var offer = new TicketOffer { TicketId = ticket.Id, EventNumber = 2, ExpertId = 1, OfferedAt = Now, ExpiresAt = ticket.DueAt!.Value };
        return Render<InboxItem>(parameters => parameters.Add(p => p.Entry, new InboxEntry(ticket, offer)).Add(p => p.Now, Now).Add(p => p.Answer, answer =>
        {
            answers.Add(answer);
            return refused;
        }));
    }
}
