using ExpertRouter.Data.Identity;
using ExpertRouter.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Playwright;

namespace ExpertRouter.E2E.Tests;

/// <summary>The portal with the demo organisation on a real port, and one browser, shared by all browser tests.</summary>
public class PortalServer : WebApplicationFactory<Program>, IAsyncLifetime
{
    private readonly string _data = Path.Combine(Path.GetTempPath(), "expertrouter-e2e-" + Guid.CreateVersion7().ToString("N"));
    private IPlaywright? _playwright;

    /// <summary>The browser; only after <see cref="SkipWithoutBrowser"/>.</summary>
    public IBrowser Chromium { get; private set; } = default!;

    /// <summary>Further settings.</summary>
    protected virtual IEnumerable<KeyValuePair<string, string>> Settings => [];

    /// <summary>Where the portal listens.</summary>
    public string Address => ClientOptions.BaseAddress.ToString().TrimEnd('/');

    /// <summary>Skips the test, with the reason, on machines without Chromium.</summary>
    public static void SkipWithoutBrowser() =>
        Assert.SkipWhen(Browser.Path is null, "no Chromium found; install it, or name it in EXPERTROUTER_CHROMIUM");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (Browser.Path is null)
            return;
        await SavedEvaluation.WriteAsync(_data, TestContext.Current.CancellationToken);
        UseKestrel(0);
        StartServer();
        _playwright = await Playwright.CreateAsync();
        Chromium = await Browser.LaunchAsync(_playwright);
        using var client = new HttpClient { BaseAddress = ClientOptions.BaseAddress };
        while ((await client.GetStringAsync("/progress", TestContext.Current.CancellationToken)).Contains("\"isBusy\":true", StringComparison.Ordinal))
            await Task.Delay(100, TestContext.Current.CancellationToken);
        await this.BearAsync(Roles.Expert);
    }

    /// <summary>A visitor with an own window. Errors of scripts and blocked resources fail the test at its end.</summary>
    public async Task<Visitor> VisitAsync(int width = 1280, ColorScheme scheme = ColorScheme.Light, string? role = null)
    {
        SkipWithoutBrowser();
        var context = await Chromium.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Address, ViewportSize = new ViewportSize { Width = width, Height = 800 }, ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce,
        });
        var visitor = new Visitor(context, await context.NewPageAsync());
        if (role is not null)
            await visitor.SignInAsync(role);
        return visitor;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.UseSetting("Data:Directory", _data);
        builder.UseSetting("Demo:Enabled", "true");
        foreach (var (key, value) in ManyAskings.Settings.Concat(Settings))
            builder.UseSetting(key, value);
    }

    public override async ValueTask DisposeAsync()
    {
        if (Chromium is not null)
            await Chromium.DisposeAsync();
        _playwright?.Dispose();
        await base.DisposeAsync();
        if (Directory.Exists(_data))
            Directory.Delete(_data, recursive: true);
        GC.SuppressFinalize(this);
    }
}
