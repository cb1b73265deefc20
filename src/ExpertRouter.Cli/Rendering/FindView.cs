using System.Globalization;
using System.Text;
using ExpertRouter.App.Finding;
using ExpertRouter.Core.Model;
using Spectre.Console;

namespace ExpertRouter.Cli.Rendering;

/// <summary>A search result for people.</summary>
internal static class FindView
{
    public static void Write(FindResult result)
    {
        foreach (var correction in result.DidYouMean)
            AnsiConsole.MarkupLine($"[yellow]\"{Markup.Escape(correction.Typed)}\" occurs nowhere; searched for \"{Markup.Escape(correction.Corrected)}\" instead.[/]");
        if (result.Experts.Count == 0)
        {
            AnsiConsole.WriteLine(result.HasOnlyUnlistedAuthors
                ? "Documents fit, but nobody who can be listed wrote them: service accounts and hidden people are left out. 'expertrouter doctor' says more."
                : "Nobody found. Try other words, or fewer; 'expertrouter index status' says whether everything is indexed.");
            return;
        }
        foreach (var (expert, index) in result.Experts.Select((expert, index) => (expert, index)))
            WriteExpert(index + 1, expert);
        AnsiConsole.MarkupLine($"[grey]{result.Total.ToString("N0", CultureInfo.InvariantCulture)} experts have evidence; {result.Milliseconds.ToString("N0", CultureInfo.InvariantCulture)} ms, pipeline {Markup.Escape(result.Pipeline)}[/]");
    }

    private static void WriteExpert(int rank, FoundExpert expert)
    {
        var where = string.Join(" · ", new[] { expert.Title, expert.Team, expert.Location }.Where(part => !string.IsNullOrEmpty(part)));
        var kind = expert.Kind == ExpertKind.ExpertModel ? "expert model" : where;
        AnsiConsole.MarkupLine($"[bold]{rank,2}  {Markup.Escape(expert.Name)}[/]  {Markup.Escape(kind)}");
        var newest = expert.LastActive is { } date ? $", newest {date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}" : "";
        AnsiConsole.WriteLine($"    {expert.Strength.ToString().ToLowerInvariant()} evidence, {expert.DocumentCount} document{(expert.DocumentCount == 1 ? "" : "s")}{newest}");
        foreach (var evidence in expert.Evidence)
        {
            var share = expert.Score > 0 ? evidence.Share / expert.Score : 0;
            AnsiConsole.MarkupLine(
                $"    {share.ToString("P0", CultureInfo.InvariantCulture),5}  {Markup.Escape(evidence.Title)} [grey]({Describe(evidence)})[/]");
            AnsiConsole.MarkupLine($"           {Highlighted(evidence)}");
        }
        AnsiConsole.WriteLine();
    }

    private static string Describe(FoundEvidence evidence) => Markup.Escape(string.Join(", ", new[]
    {
        evidence.IsProfile ? "own profile" : evidence.Kind?.ToString().ToLowerInvariant(),
        evidence.SourceName,
        evidence.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        evidence.MeaningShare >= 1 ? "same meaning in other words" : null,
    }.Where(part => !string.IsNullOrEmpty(part))));

    private static string Highlighted(FoundEvidence evidence)
    {
        var text = new StringBuilder();
        var position = 0;
        foreach (var range in evidence.Highlights)
        {
            text.Append(Markup.Escape(evidence.Snippet[position..range.Start]))
                .Append("[bold]").Append(Markup.Escape(evidence.Snippet.Substring(range.Start, range.Length))).Append("[/]");
            position = range.Start + range.Length;
        }
        return text.Append(Markup.Escape(evidence.Snippet[position..])).Replace('\n', ' ').ToString();
    }
}
