using System.Globalization;
using ExpertRouter.Data.Identity;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ExpertRouter.E2E.Tests;

[Collection(BrowserCollection.Name)]
public sealed class TicketFlowTests(PortalServer portal)
{
    [Fact]
    public Task Ticket_FromFormToRating_GoesThroughThePages() => TicketStory.PlayAsync(portal);

    [Fact]
    public async Task Inbox_TicketArrives_AppearsWithoutReload()
    {
        await using var expert = await portal.VisitAsync(role: Roles.Expert);
        await expert.GoAsync("/inbox");

        await portal.AskAsync("Live: charger 9 trips", await portal.ExpertAsync(Roles.Expert));

        await Expect(expert.Item("Live: charger 9 trips")).ToBeVisibleAsync(new() { Timeout = 15_000 });
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
            expert.Item(Title).GetByLabel("Why not?"));
        await Expect(expert.Item(Title).GetByLabel("Why not?")).ToBeFocusedAsync();
        await keyboard.TypeAsync("Not a battery question");
        await keyboard.PressAsync("Enter");

        await Expect(expert.Done("You declined")).ToBeVisibleAsync();
        await Expect(expert.Item(Title)).ToHaveCountAsync(0);
        await using var asker = await portal.VisitAsync(role: Roles.Asker);
        await asker.GoAsync(string.Create(CultureInfo.InvariantCulture, $"/tickets/{id}"));
        await Expect(asker.Page.Locator(".timeline")).ToContainTextAsync("Not a battery question");
    }

    [Fact]
    public async Task Board_RoleTakenAway_IsLeftWithinSeconds()
    {
        await using var dispatcher = await portal.VisitAsync(role: Roles.Dispatcher);
        await dispatcher.GoAsync("/board");
        await Expect(dispatcher.Page.GetByRole(AriaRole.Heading, new() { Name = "Stuck" })).ToBeVisibleAsync();
        try
        {
            await portal.ChangeRoleAsync(Roles.Dispatcher, (users, account) => users.RemoveFromRoleAsync(account, Roles.Dispatcher));
            await Expect(dispatcher.Page.GetByRole(AriaRole.Heading, new() { Name = "Not for your role" })).ToBeVisibleAsync(new() { Timeout = 30_000 });
        }
        finally
        {
            await portal.ChangeRoleAsync(Roles.Dispatcher, (users, account) => users.AddToRoleAsync(account, Roles.Dispatcher));
        }
    }

    [Fact]
    public async Task Board_KeyboardAlone_ReassignsAndResolves()
    {
        await portal.TriageAsync("Keyboard: who prints the ramp signs?");
        await portal.TriageAsync("Keyboard: who knows the old depot?");
        await using var dispatcher = await portal.VisitAsync(role: Roles.Dispatcher);
        await dispatcher.GoAsync("/board");
        var keyboard = dispatcher.Page.Keyboard;

        await dispatcher.PressOnAsync("Keyboard: who prints the ramp signs?", "Reassign …", dispatcher.Item("who prints the ramp signs?").GetByLabel("Colleague"));
        await Expect(dispatcher.Item("who prints the ramp signs?").GetByLabel("Colleague")).ToBeFocusedAsync();
        await keyboard.TypeAsync("Farah Jalali");
        await keyboard.PressAsync("Enter");
        await Expect(dispatcher.Done("Farah Jalali is asked to take")).ToBeVisibleAsync();
        await dispatcher.PressOnAsync("Keyboard: who knows the old depot?", "Resolve …", dispatcher.Item("who knows the old depot?").GetByLabel("What helped"));
        await keyboard.TypeAsync("It was torn down in May.");
        await keyboard.PressAsync("Enter");

        await Expect(dispatcher.Done("is resolved")).ToBeVisibleAsync();
        await Expect(dispatcher.Item("who knows the old depot?")).ToHaveCountAsync(0);
    }
}
