using ExpertRouter.Data.Identity;
using Microsoft.Playwright;

namespace ExpertRouter.E2E.Tests;

[Collection(BrowserCollection.Name)]
public sealed class TicketAccessibilityTests(PortalServer portal)
{
    public static TheoryData<string, ColorScheme, int> Views => new(
        from role in (string[])[Roles.Asker, Roles.Expert, Roles.Dispatcher, Roles.Administrator]
        from view in ((ColorScheme Scheme, int Width)[])[(ColorScheme.Light, 1280), (ColorScheme.Dark, 360)]
        select (role, view.Scheme, view.Width));

    [Theory]
    [MemberData(nameof(Views))]
    public async Task TicketPages_BothThemesAndWidths_HaveNoViolationAndNeedNoSidewaysScrolling(string role, ColorScheme scheme, int width)
    {
        await portal.AskAsync(new string('W', 300), await portal.ExpertAsync(Roles.Expert));
        await using var visitor = await portal.VisitAsync(width, scheme, role);
        var problems = new List<string>();
        foreach (var page in await PagesAsync(role))
        {
            await visitor.GoAsync(page);
            await OpenAsync(visitor);
            problems.AddRange(await Axe.ProblemsAsync(visitor.Page, page));
            var needed = await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
            if (needed > width)
                problems.Add($"{page} needs {needed} px at {width} px.");
        }

        Assert.True(problems.Count == 0, string.Join(Environment.NewLine, problems));
    }

    [Theory]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    [InlineData(320, ColorScheme.Light)]
    public async Task Board_LongTeamNamesOnAPhone_LoadShowsAllItsNumbers(int width, ColorScheme scheme)
    {
        await using var visitor = await portal.VisitAsync(width, scheme, Roles.Dispatcher);
        await visitor.GoAsync("/board");
        var table = visitor.Page.Locator("table.load");
        await Assertions.Expect(table).ToBeVisibleAsync();

        await table.EvaluateAsync("table => table.querySelectorAll('tbody th').forEach(team => team.textContent = 'Softwarequalitätssicherung & Nutzungsbeobachtung')");

        Assert.Equal(0, await table.EvaluateAsync<int>("table => table.parentElement.scrollWidth - table.parentElement.clientWidth"));
        Assert.Equal(0, await table.EvaluateAsync<int>("table => [...table.querySelectorAll('.number')].filter(cell => cell.scrollWidth > cell.clientWidth).length"));
    }

    private async Task<string[]> PagesAsync(string role) => role switch
    {
        Roles.Asker => ["/ask", "/ask?to=1&q=Lidar+blind+in+fog", "/tickets", .. await TicketsAsync("resolved", "held", "named", "stuck")],
        Roles.Expert => ["/inbox", "/me", .. await TicketsAsync("held", "named", "restricted")],
        Roles.Administrator => ["/messages", $"/messages/{await portal.FailAsync()}", "/system"],
        _ => ["/board", .. await TicketsAsync("ramp", "nobody", "stuck"), .. (await TicketsAsync("ramp", "nobody", "resolved")).Select(ticket => ticket + "/decisions")],
    };

    private async Task<IReadOnlyList<string>> TicketsAsync(params string[] keys)
    {
        var found = new List<string>();
        foreach (var key in keys)
            found.Add($"/tickets/{await portal.DemoTicketAsync(key)}");
        return found;
    }

    /// <summary>Unfolds what is folded, forms of the live pages too.</summary>
    private static async Task OpenAsync(Visitor visitor)
    {
        await visitor.Page.EvaluateAsync("document.querySelectorAll('details.more').forEach(folded => folded.open = true)");
        foreach (var name in (string[])["Decline …", "Hand over …", "Reassign …"])
        {
            var button = visitor.Page.GetByRole(AriaRole.Button, new() { Name = name }).First;
            if (await button.CountAsync() > 0)
                await visitor.UntilAsync(button, visitor.Page.Locator("[aria-expanded=true]").Filter(new() { HasText = name }));
        }
    }
}
