using System.Globalization;
using ExpertRouter.App.Routing.Previews;
using ExpertRouter.Core.Routing;
using Spectre.Console;

namespace ExpertRouter.Cli.Rendering;

/// <summary>A routing decision for people.</summary>
internal static class RouteView
{
    private const int Shown = 10;

    public static void Write(RoutePreview preview)
    {
        var decision = preview.Decision;
        AnsiConsole.MarkupLine($"[bold]{Markup.Escape(Headline(decision, Name))}[/]");
        AnsiConsole.WriteLine(decision.Choice.Reason);
        if (preview.Similar is { } similar)
            AnsiConsole.WriteLine($"Answered before: {similar.Title} ({similar.Key})");
        if (decision.Candidates.Count > 0)
        {
            var table = new Table().Border(TableBorder.Simple).AddColumns("candidate", "probability", "open tickets");
            foreach (var candidate in decision.Candidates.Take(Shown))
                table.AddRow(
                    Markup.Escape(Name(candidate.ExpertId)), candidate.Probability.ToString("P1", CultureInfo.InvariantCulture),
                    candidate.Capacity is { } capacity ? $"{candidate.Load} of {capacity}" : candidate.Load.ToString(CultureInfo.InvariantCulture));
            AnsiConsole.Write(table);
            if (decision.Candidates.Count > Shown)
                AnsiConsole.WriteLine($"and {decision.Candidates.Count - Shown} more; --json has all");
        }
        foreach (var exclusion in decision.Excluded)
            AnsiConsole.WriteLine($"not offered: {Name(exclusion.ExpertId)}, {exclusion.Reason}");
        foreach (var step in decision.Path)
            AnsiConsole.WriteLine(step);
        AnsiConsole.MarkupLine($"[grey]policy {Markup.Escape(decision.PolicyVersion)}, scores {Markup.Escape(decision.ModelVersion)}{(decision.IsCalibrated ? "" : "; probabilities are not calibrated")}[/]");

        string Name(long expert) => preview.Names.GetValueOrDefault(expert) ?? expert.ToString(CultureInfo.InvariantCulture);
    }

    private static string Headline(RoutingDecision decision, Func<long, string> name) => decision.Choice.Action switch
    {
        RoutingAction.Abstain => "Nobody would be asked.",
        RoutingAction.Assign => $"Would be asked: {name(decision.Choice.Chosen[0])}",
        _ => $"Would be asked, the first to accept gets it: {string.Join(", ", decision.Choice.Chosen.Select(name))}",
    };
}
