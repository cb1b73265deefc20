using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace ExpertRouter.E2E.Tests;

/// <summary>What axe finds on a page as it stands, against WCAG 2.2 AA and its own best practice.</summary>
internal static class Axe
{
    private const string Run = """
        async () => {
            const found = await axe.run({
                runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
                resultTypes: ['violations'],
            });
            return found.violations.map(rule => `${rule.id} ${rule.help} at ${rule.nodes.slice(0, 3).map(node => node.html).join(' | ')}`);
        }
        """;

    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>A sentence per violation.</summary>
    public static async Task<IEnumerable<string>> ProblemsAsync(IPage page, string where)
    {
        await page.EvaluateAsync(Script);
        return (await page.EvaluateAsync<string[]>(Run)).Select(problem => $"{where}: {problem}");
    }
}
