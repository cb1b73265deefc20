using System.Globalization;
using ExpertRouter.App.Routing.Previews;
using ExpertRouter.Core.Routing.Batches;
using ExpertRouter.Core.Tickets;
using Spectre.Console;

namespace ExpertRouter.Cli.Rendering;

/// <summary>A plan for the tickets that wait, for people.</summary>
internal static class RouteBatchView
{
    public static void Write(BatchPreview preview)
    {
        var planned = preview.Assigned.Count + preview.Unassigned.Count;
        if (planned == 0)
        {
            AnsiConsole.WriteLine("No ticket waits.");
            return;
        }
        if (preview.Assigned.Count > 0)
        {
            var table = new Table().Border(TableBorder.Simple).AddColumns("ticket", "id", "would take it", "probability");
            foreach (var proposal in preview.Assigned)
                table.AddRow(
                    Markup.Escape(proposal.Ticket.Title), ShortId(proposal.Ticket), Markup.Escape(proposal.Expert),
                    proposal.Probability.ToString("P1", CultureInfo.InvariantCulture));
            AnsiConsole.Write(table);
        }
        foreach (var ticket in preview.Unassigned)
            AnsiConsole.WriteLine($"nobody could take: {ticket.Title} ({ShortId(ticket)})");
        AnsiConsole.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{preview.Assigned.Count} of {planned} tickets assigned, {preview.Value:0.0} expected in the right hands; asking each ticket's likeliest {Would(preview.Likeliest)}."));
        if (preview.Waiting > planned)
            AnsiConsole.WriteLine($"{preview.Waiting} tickets wait; these are the {planned} oldest.");
        AnsiConsole.MarkupLine($"[grey]nothing is stored, nobody is asked{(preview.IsCalibrated ? "" : "; probabilities are not calibrated")}[/]");
    }

    private static string Would(BatchOverload likeliest) => likeliest.Experts == 0
        ? "would put nobody over their capacity"
        : $"would put {Count(likeliest.Experts, "expert")} over their capacity, by {Count(likeliest.Tickets, "ticket")} in all";

    private static string Count(int number, string what) => $"{number} {what}{(number == 1 ? "" : "s")}";

    /// <summary>The end of the id: its beginning is the time, which tickets of one minute share.</summary>
    private static string ShortId(Ticket ticket) => ticket.Id.ToString("N")[^8..];
}
