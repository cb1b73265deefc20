using ExpertRouter.Data.Identity;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ExpertRouter.E2E.Tests;

/// <summary>A ticket from the form to the rating, by two people with a browser each.</summary>
internal static class TicketStory
{
    public const string Title = "Pack of G-077 stops charging in the cold";

    public static async Task PlayAsync(PortalServer portal)
    {
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
        var item = expert.Item(Title);
        await expert.UntilAsync(item.GetByRole(AriaRole.Button, new() { Name = "Accept" }), expert.Done("is in your hands now"));
        await expert.UntilAsync(item.GetByRole(AriaRole.Button, new() { Name = "Resolve …" }), item.GetByLabel("What helped"));
        await item.GetByLabel("What helped").FillAsync("Below 5 °C the pack is limited on purpose.");
        await item.GetByRole(AriaRole.Button, new() { Name = "Resolve", Exact = true }).ClickAsync();
        await Expect(expert.Done("is resolved. Thank you.")).ToBeVisibleAsync();

        await asker.Page.ReloadAsync();
        await Expect(asker.Page.Locator(".ticket-state")).ToContainTextAsync("Resolved by Farah Jalali");
        await Expect(asker.Page.Locator(".timeline")).ToContainTextAsync("Below 5 °C the pack is limited on purpose.");
        await asker.Page.GetByLabel("5 very good").CheckAsync();
        await asker.Page.GetByRole(AriaRole.Button, new() { Name = "Rate", Exact = true }).ClickAsync();
        await Expect(asker.Page.GetByRole(AriaRole.Heading, new() { Name = "You rated the help 5 of 5" })).ToBeVisibleAsync();
    }
}
