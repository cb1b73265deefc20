using ExpertRouter.Data.Identity;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ExpertRouter.E2E.Tests;

[Collection(BrowserCollection.Name)]
public sealed class SearchFlowTests(PortalServer portal)
{
    [Fact]
    public async Task Search_TypedAndSent_ShowsPeopleAndKeepsTheQuestionInTheAddress()
    {
        await using var visitor = await portal.VisitAsync();
        await visitor.GoAsync("/");

        await visitor.Page.Locator("#q").FillAsync("lidar in fog");
        await visitor.Page.Keyboard.PressAsync("Enter");

        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("can probably help");
        await Expect(visitor.Page.Locator("[data-result]").First).ToContainTextAsync("Aroha Keepa");
        await Expect(visitor.Page.Locator("[data-result] mark").First).ToBeVisibleAsync();
        Assert.Contains("q=lidar+in+fog", visitor.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filter_Ticked_NarrowsAtOnceAndStandsInTheAddress()
    {
        await using var visitor = await portal.VisitAsync();
        await visitor.GoAsync("/?q=lidar+in+fog");

        await visitor.Page.GetByLabel("Models").CheckAsync();

        await visitor.Page.WaitForURLAsync("**/?q=lidar*kind=model*");
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("expert model");
        await visitor.Page.GoBackAsync();
        await Expect(visitor.Page.GetByLabel("Models")).Not.ToBeCheckedAsync();
    }

    [Fact]
    public async Task Keyboard_Alone_SearchesMovesExplainsAndOpens()
    {
        await using var visitor = await portal.VisitAsync();
        await visitor.GoAsync("/");
        var keyboard = visitor.Page.Keyboard;

        await keyboard.PressAsync("/");
        await keyboard.TypeAsync("brake system");
        await keyboard.PressAsync("Enter");
        await Expect(visitor.Page.Locator("[data-result]").First).ToBeVisibleAsync();
        await visitor.Page.Locator("h1").EvaluateAsync("heading => document.activeElement.blur()");
        await keyboard.PressAsync("j");
        await keyboard.PressAsync("j");
        await keyboard.PressAsync("k");
        var first = await visitor.Page.Locator("[data-open]").First.InnerTextAsync();
        await Expect(visitor.Page.Locator("[data-open]").First).ToBeFocusedAsync();
        await keyboard.PressAsync("w");
        await Expect(visitor.Page.GetByRole(AriaRole.Table).First).ToBeVisibleAsync();
        await keyboard.PressAsync("Enter");

        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(first);
        Assert.Contains("/experts/", visitor.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suggestions_ArrowAndEnter_OpenTheArea()
    {
        await using var visitor = await portal.VisitAsync();
        await visitor.GoAsync("/");

        await visitor.Page.Locator("#q").PressSequentiallyAsync("lida");
        await Expect(visitor.Page.GetByRole(AriaRole.Option).First).ToHaveTextAsync("lidar in fogarea");
        await visitor.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(visitor.Page.GetByRole(AriaRole.Option).First).ToHaveAttributeAsync("aria-selected", "true");
        await visitor.Page.Keyboard.PressAsync("Enter");

        await visitor.Page.WaitForURLAsync("**/?q=lidar+in+fog");
    }

    [Fact]
    public async Task QuestionMark_AnyPage_ListsTheKeys()
    {
        await using var visitor = await portal.VisitAsync();
        await visitor.GoAsync("/about");

        await visitor.Page.Keyboard.PressAsync("?");

        await Expect(visitor.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("go to the search box");
        await visitor.Page.Keyboard.PressAsync("Escape");
        await Expect(visitor.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
    }

    [Fact]
    public async Task ThemeSwitch_Clicked_IsKeptByTheNextPage()
    {
        await using var visitor = await portal.VisitAsync(scheme: ColorScheme.Light);
        await visitor.GoAsync("/");

        await visitor.Page.GetByLabel("Switch between light and dark").ClickAsync();
        await visitor.GoAsync("/about");

        await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        var background = await visitor.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
        Assert.Equal("rgb(31, 31, 31)", background);
    }

    [Fact]
    public async Task RunNow_Administrator_FollowsTheRunLiveToItsEnd()
    {
        await using var visitor = await portal.VisitAsync(role: Roles.Administrator);
        await visitor.GoAsync("/sources");

        // The button works once the page's connection stands: try until the effect shows.
        var row = visitor.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "kestrel-harbour" });
        for (var attempt = 0; attempt < 20 && !await row.GetByText("unchanged").IsVisibleAsync(); attempt++)
        {
            var button = row.GetByText("Run now");
            if (await button.IsVisibleAsync())
                await button.ClickAsync();
            await visitor.Page.WaitForTimeoutAsync(250);
        }

        await Expect(row).ToContainTextAsync("0 new");
    }

    [Fact]
    public async Task SignOut_FromTheMenu_EndsTheSession()
    {
        await using var visitor = await portal.VisitAsync(role: Roles.Asker);

        await visitor.AccountMenu.ClickAsync();
        await visitor.Page.GetByText("Sign out").ClickAsync();

        await Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Sign in" })).ToBeVisibleAsync();
    }
}
