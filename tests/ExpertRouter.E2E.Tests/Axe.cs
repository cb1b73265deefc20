using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ExpertRouter.E2E.Tests;

/// <summary>What axe finds on a page as it stands, against WCAG 2.2 AA and its own best practice.</summary>
internal static class Axe
{
    private static readonly AxeRunOptions Options = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
        // What passes is not read, and sending it costs more than finding it.
        ResultTypes = [ResultType.Violations],
    };

    /// <summary>A sentence per violation.</summary>
    public static async Task<IEnumerable<string>> ProblemsAsync(IPage page, string where)
    {
        var result = await page.RunAxe(Options);
        return result.Violations.Select(violation =>
            $"{where}: {violation.Id} {violation.Help} at {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html))}");
    }
}
