using ExpertRouter.Data.Identity;
using Microsoft.Playwright;

namespace ExpertRouter.E2E.Tests;

[Collection(BrowserCollection.Name)]
public sealed class AccessibilityTests(PortalServer portal)
{
    private static readonly string[] Pages =
    [
        "/", "/?q=lidar+in+fog", "/?q=lidar+in+fog&kind=person&since=3y", "/?q=qqqzzz+xxyy", "/experts/1", "/documents/1", "/about", "/account/sign-in", "/nowhere",
        "/me", "/sources", "/system", "/system/encoder", "/users", "/api-keys", "/messages", "/quality", SavedEvaluation.Address,
    ];

    public static TheoryData<ColorScheme, int> Views => new()
    {
        { ColorScheme.Light, 1280 }, { ColorScheme.Dark, 1280 }, { ColorScheme.Light, 360 }, { ColorScheme.Dark, 360 },
    };

    [Fact]
    public async Task Problems_FieldWithoutLabelAndPaleText_NamesBoth()
    {
        await using var visitor = await portal.VisitAsync();
        await visitor.GoAsync("/about");
        await visitor.Page.EvaluateAsync("""
            () => {
                const pale = document.createElement('p');
                pale.textContent = 'pale';
                [pale.style.color, pale.style.background] = ['#ccc', '#fff'];
                document.querySelector('main').append(document.createElement('input'), pale);
            }
            """);

        var problems = (await Axe.ProblemsAsync(visitor.Page, "here")).ToList();

        Assert.Contains(problems, problem => problem.StartsWith("here: label ", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.StartsWith("here: color-contrast ", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task EveryPage_BothThemesAndWidths_HasNoViolation(ColorScheme scheme, int width)
    {
        await using var visitor = await portal.VisitAsync(width, scheme, Roles.Administrator);
        var problems = new List<string>();
        foreach (var page in Pages)
        {
            await visitor.GoAsync(page);
            foreach (var why in await visitor.Page.Locator("[data-why] summary, .difference summary").AllAsync())
                await why.ClickAsync();
            problems.AddRange(await Axe.ProblemsAsync(visitor.Page, page));
        }
        Assert.True(problems.Count == 0, string.Join(Environment.NewLine, problems));
    }

    [Theory]
    [InlineData(360)]
    [InlineData(640)]
    public async Task EveryPage_AnyWidth_NeedsNoSidewaysScrolling(int width)
    {
        await using var visitor = await portal.VisitAsync(width, role: Roles.Administrator);
        foreach (var page in Pages)
        {
            await visitor.GoAsync(page);
            var needed = await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
            Assert.True(needed <= width, $"{page} needs {needed} px at {width} px.");
        }
    }

    [Fact]
    public async Task OpenMenuSuggestionsAndKeys_HaveNoViolation()
    {
        await using var visitor = await portal.VisitAsync(role: Roles.Administrator);
        await visitor.GoAsync("/");
        await visitor.AccountMenu.ClickAsync();
        var problems = new List<string>(await Axe.ProblemsAsync(visitor.Page, "menu"));
        await visitor.Page.Keyboard.PressAsync("Escape");
        await visitor.Page.Locator("#q").PressSequentiallyAsync("li");
        await visitor.Page.GetByRole(AriaRole.Option).First.WaitForAsync();
        problems.AddRange(await Axe.ProblemsAsync(visitor.Page, "suggestions"));
        await visitor.Page.Keyboard.PressAsync("Escape");
        await visitor.Page.Locator("h1").ClickAsync();
        await visitor.Page.Keyboard.PressAsync("?");
        await visitor.Page.GetByRole(AriaRole.Dialog).WaitForAsync();
        problems.AddRange(await Axe.ProblemsAsync(visitor.Page, "keys"));

        Assert.True(problems.Count == 0, string.Join(Environment.NewLine, problems));
    }
}
