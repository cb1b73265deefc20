using System.Globalization;
using System.Text.Json;
using ExpertRouter.App.Ingestion;

namespace ExpertRouter.Cli.Rendering;

/// <summary>What a run did, in a few lines.</summary>
internal static class IngestionSummary
{
    private const int ShownRejects = 3;

    public static void Write(IngestionReport report)
    {
        var run = report.Run;
        var resumed = report.Resumed ? " (an interrupted run was continued)" : "";
        Console.WriteLine(Text($"{report.SourceName}: read {run.Read:N0}, new {run.New:N0}, changed {run.Changed:N0}, unchanged {run.Unchanged:N0}, rejected {run.Rejected:N0}{resumed}"));
        if (report.Merges > 0)
            Console.WriteLine(Text($"Recognised as somebody already known: {report.Merges:N0} ('expertrouter merges list' shows whom)."));
        if (report.Placeholders > 0)
            Console.WriteLine(Text($"Authors that the source does not describe, listed by their id: {report.Placeholders:N0}."));
        if (run.RejectsFile is not null && run.Rejected > 0)
        {
            foreach (var reject in File.ReadLines(run.RejectsFile).Take(ShownRejects))
                Console.WriteLine($"  {Describe(reject)}");
            Console.WriteLine($"{(run.Rejected > ShownRejects ? "All rejected" : "Rejected")} rows, with reasons: {run.RejectsFile}");
        }
        foreach (var warning in report.Warnings)
            Console.Error.WriteLine($"warning: {warning}");
    }

    private static string Describe(string reject)
    {
        using var json = JsonDocument.Parse(reject);
        var row = json.RootElement;
        return $"{Path.GetFileName(row.GetProperty("file").GetString())}:{row.GetProperty("line")}: {row.GetProperty("reason").GetString()}";
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
