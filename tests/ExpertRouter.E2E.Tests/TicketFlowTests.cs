using System.Globalization;
using ExpertRouter.Data.Identity;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ExpertRouter.E2E.Tests;

[Collection(BrowserCollection.Name)]
public sealed class TicketFlowTests(PortalServer portal)
{
    [Fact]
    public async Task Ticket_FromFormToRating_GoesThroughThePages()
    {
        const string Title = "Pack of G-077 stops charging in the cold";
        await using var asker = await portal.VisitAsync(role: Roles.Asker);
        await using var expert = await portal.VisitAsync(role: Roles.Expert);

        await asker.GoAsync("/ask");
        await asker.Page.GetByLabel("In one line").FillAsync(Title);
        await asker.Page.GetByLabel("What happened").FillAsync("Battery charging ends early since the frost: state of charge sticks at 60 percent. Which cold-weather limit is it?");
        await asker.Page.GetByRole(AriaRole.Button, new() { Name = "Ask", Exact = true }).ClickAsync();
        await Expect(asker.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(Title);
        await Expect(asker.Page.Locator(".ticket-state")).ToContainTextAsync("Farah Jalali");
        await Expect(asker.Page.Locator(".ticket-state")).ToContainTextAsync("answer expected by");

        await expert.GoAsync("/inbox");
        var item = Item(expert, Title);
        await expert.UntilAsync(item.GetByRole(AriaRole.Button, new() { Name = "Accept" }), Done(expert, "is in your hands now"));
        await expert.UntilAsync(item.GetByRole(AriaRole.Button, new() { Name = "Resolve …" }), item.GetByLabel("What helped"));
        await item.GetByLabel("What helped").FillAsync("Below 5 °C the pack is limited on purpose.");
        await item.GetByRole(AriaRole.Button, new() { Name = "Resolve", Exact = true }).ClickAsync();
        await Expect(Done(expert, "is resolved. Thank you.")).ToBeVisibleAsync();

        await asker.Page.ReloadAsync();
        await Expect(asker.Page.Locator(".ticket-state")).ToContainTextAsync("Resolved by Farah Jalali");
        await Expect(asker.Page.Locator(".timeline")).ToContainTextAsync("Below 5 °C the pack is limited on purpose.");
        await asker.Page.GetByLabel("5 very good").CheckAsync();
        await asker.Page.GetByRole(AriaRole.Button, new() { Name = "Rate", Exact = true }).ClickAsync();
        await Expect(asker.Page.GetByRole(AriaRole.Heading, new() { Name = "You rated the help 5 of 5" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Inbox_TicketArrives_AppearsWithoutReload()
    {
        await using var expert = await portal.VisitAsync(role: Roles.Expert);
        await expert.GoAsync("/inbox");

        await portal.AskAsync("Live: charger 9 trips", await portal.ExpertAsync(Roles.Expert));

        await Expect(Item(expert, "Live: charger 9 trips")).ToBeVisibleAsync(new() { Timeout = 15_000 });
    }

    [Fact]
    public async Task Inbox_KeysAlone_DeclineWithAReason()
    {
        const string Title = "Keys: charger 12 hums";
        var id = await portal.AskAsync(Title, await portal.ExpertAsync(Roles.Expert));
        await using var expert = await portal.VisitAsync(role: Roles.Expert);
        await expert.GoAsync("/inbox");
        var keyboard = expert.Page.Keyboard;

        await expert.UntilAsync(
            async () =>
            {
                await expert.MarkAsync(Title);
                await keyboard.PressAsync("d");
            },
            Item(expert, Title).GetByLabel("Why not?"));
        await Expect(Item(expert, Title).GetByLabel("Why not?")).ToBeFocusedAsync();
        await keyboard.TypeAsync("Not a battery question");
        await keyboard.PressAsync("Enter");

        await Expect(Done(expert, "You declined")).ToBeVisibleAsync();
        await Expect(Item(expert, Title)).ToHaveCountAsync(0);
        await using var asker = await portal.VisitAsync(role: Roles.Asker);
        await asker.GoAsync(string.Create(CultureInfo.InvariantCulture, $"/tickets/{id}"));
        await Expect(asker.Page.Locator(".timeline")).ToContainTextAsync("Not a battery question");
    }

    [Fact]
    public async Task Board_KeyboardAlone_ReassignsAndResolves()
    {
        await portal.TriageAsync("Keyboard: who prints the ramp signs?");
        await portal.TriageAsync("Keyboard: who knows the old depot?");
        await using var dispatcher = await portal.VisitAsync(role: Roles.Dispatcher);
        await dispatcher.GoAsync("/board");
        var keyboard = dispatcher.Page.Keyboard;

        await dispatcher.PressOnAsync("Keyboard: who prints the ramp signs?", "Reassign …", Item(dispatcher, "who prints the ramp signs?").GetByLabel("Colleague"));
        await Expect(Item(dispatcher, "who prints the ramp signs?").GetByLabel("Colleague")).ToBeFocusedAsync();
        await keyboard.TypeAsync("Farah Jalali");
        await keyboard.PressAsync("Enter");
        await Expect(Done(dispatcher, "Farah Jalali is asked to take")).ToBeVisibleAsync();
        await dispatcher.PressOnAsync("Keyboard: who knows the old depot?", "Resolve …", Item(dispatcher, "who knows the old depot?").GetByLabel("What helped"));
        await keyboard.TypeAsync("It was torn down in May.");
        await keyboard.PressAsync("Enter");

        await Expect(Done(dispatcher, "is resolved")).ToBeVisibleAsync();
        await Expect(Item(dispatcher, "who knows the old depot?")).ToHaveCountAsync(0);
    }

    private static ILocator Item(Visitor visitor, string title) => visitor.Page.Locator("[data-result]").Filter(new() { HasText = title });

    private static ILocator Done(Visitor visitor, string text) => visitor.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = text });
}
