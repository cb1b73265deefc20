using ExpertRouter.Web.Auth;
using Microsoft.Playwright;

namespace ExpertRouter.E2E.Tests;

/// <summary>Somebody with a browser window. Disposing it fails when a page raised an error.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private const int Attempts = 60;
    private const int MostPresses = 40;
    private const int Pause = 250;

    private readonly IBrowserContext _context;
    private readonly List<string> _errors = [];

    /// <summary>Watches the window's console.</summary>
    public Visitor(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.PageError += (_, error) => _errors.Add(error);
        page.Console += (_, message) =>
        {
            // A 404 page is an answer, not an error of the page.
            if (message.Type == "error" && !message.Text.Contains("status of 404", StringComparison.Ordinal))
                _errors.Add(message.Text);
        };
    }

    /// <summary>The window.</summary>
    public IPage Page { get; }

    /// <summary>The account menu's button.</summary>
    public ILocator AccountMenu => Page.Locator("details.menu > summary");

    /// <summary>An entry of inbox or board.</summary>
    public ILocator Item(string title) => Page.Locator("[data-result]").Filter(new() { HasText = title });

    /// <summary>What the page says has been done.</summary>
    public ILocator Done(string text) => Page.GetByRole(AriaRole.Status).Filter(new() { HasText = text });

    /// <summary>Opens an address and waits until scripts have settled.</summary>
    public Task GoAsync(string path) => Page.GotoAsync(path, new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });

    /// <summary>Signs in with one click on the demo account of a role.</summary>
    public async Task SignInAsync(string role)
    {
        await GoAsync("/account/sign-in");
        var account = DemoAccounts.All.Single(account => account.Role == role);
        await Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = account.Name }).ClickAsync();
        await Assertions.Expect(AccountMenu).ToContainTextAsync(account.Name);
    }

    /// <summary>Clicks until the effect shows: a live page takes clicks only once its connection stands.</summary>
    public Task UntilAsync(ILocator button, ILocator effect) => UntilAsync(
        async () =>
        {
            if (await button.IsVisibleAsync())
                await button.ClickAsync();
        },
        effect);

    /// <summary>Acts until the effect shows.</summary>
    public async Task UntilAsync(Func<Task> act, ILocator effect)
    {
        for (var attempt = 0; attempt < Attempts && !await effect.IsVisibleAsync(); attempt++)
        {
            await act();
            await Page.WaitForTimeoutAsync(Pause);
        }
        await Assertions.Expect(effect).ToBeVisibleAsync();
    }

    /// <summary>Moves with the key j until the link with a title has the focus.</summary>
    public async Task MarkAsync(string title)
    {
        await Page.EvaluateAsync("document.activeElement.blur()");
        await MoveAsync("j", "A", title);
    }

    /// <summary>By keys alone: moves to a ticket, tabs to its button, and presses it until the effect shows.</summary>
    public Task PressOnAsync(string title, string button, ILocator effect) => UntilAsync(
        async () =>
        {
            await MarkAsync(title);
            await MoveAsync("Tab", "BUTTON", button);
            await Page.Keyboard.PressAsync("Enter");
        },
        effect);

    private async Task MoveAsync(string key, string tag, string text)
    {
        for (var press = 0; press < MostPresses; press++)
        {
            await Page.Keyboard.PressAsync(key);
            if (await Page.EvaluateAsync<string>("document.activeElement.tagName + document.activeElement.textContent.trim()") == tag + text)
                return;
        }
        Assert.Fail($"{MostPresses} times {key}, and the focus was never on “{text}”.");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Assert.Empty(_errors);
    }
}
