using Microsoft.Playwright;

namespace ExpertRouter.E2E.Tests;

/// <summary>Chromium of the machine: <c>EXPERTROUTER_CHROMIUM</c>, or where distributions put it.</summary>
public static class Browser
{
    private static readonly string[] Places =
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium",
         "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", @"C:\Program Files\Google\Chrome\Application\chrome.exe"];

    /// <summary>The program, or null.</summary>
    public static string? Path { get; } =
        Environment.GetEnvironmentVariable("EXPERTROUTER_CHROMIUM") is { Length: > 0 } configured ? configured : Places.FirstOrDefault(File.Exists);

    /// <summary>Starts it.</summary>
    public static Task<IBrowser> LaunchAsync(IPlaywright playwright) =>
        playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Path, Args = ["--no-sandbox", "--disable-dev-shm-usage"] });
}
