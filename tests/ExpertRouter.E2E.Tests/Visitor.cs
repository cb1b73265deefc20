using ExpertRouter.Web.Auth;
using Microsoft.Playwright;

namespace ExpertRouter.E2E.Tests;

/// <summary>Somebody with a browser window. Disposing it fails when a page raised an error.</summary>
public sealed class Visitor : IAsyncDisposable
{
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

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Assert.Empty(_errors);
    }
}
