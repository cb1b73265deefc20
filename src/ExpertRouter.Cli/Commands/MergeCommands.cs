using System.CommandLine;
using System.Globalization;
using ExpertRouter.App.Ingestion.Identity;
using ExpertRouter.App.Setup;
using ExpertRouter.Cli.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace ExpertRouter.Cli.Commands;

/// <summary><c>expertrouter merges list|undo|add</c>: who was taken for one person, and taking it back.</summary>
internal static class MergeCommands
{
    private const int ListLength = 200;

    public static Command Create() => new("merges", "Review which experts were recognised as one person.") { List(), Undo(), Add() };

    private static Command List()
    {
        var command = new Command("list", "Merges, latest first.") { CommonOptions.Data };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var host = CliHost.Create(parsed);
            await host.GetRequiredService<StoreMigrator>().EnsureCurrentAsync(cancellationToken);
            var merges = await host.GetRequiredService<MergeDesk>().ListAsync(0, ListLength, cancellationToken);
            if (merges.Count == 0)
            {
                Console.WriteLine("Nobody has been merged.");
                return;
            }
            var table = new Table().Border(TableBorder.Simple).AddColumns("merge", "expert", "is the same as", "because", "state");
            foreach (var view in merges)
            {
                table.AddRow(
                    view.Merge.Id.ToString(),
                    Markup.Escape($"{view.ExpertName} ({view.ExpertSource})"),
                    Markup.Escape($"{view.IntoName} ({view.IntoSource})"),
                    Markup.Escape($"{view.Merge.Rule}: {view.Merge.Evidence}"),
                    view.Merge.UndoneAt is { } undone ? string.Create(CultureInfo.InvariantCulture, $"undone {undone:yyyy-MM-dd}") : "");
            }
            AnsiConsole.Write(table);
        });
        return command;
    }

    private static Command Undo()
    {
        var id = new Argument<Guid>("MERGE")
        {
            Description = "Id of the merge, from 'merges list'.",
            CustomParser = result =>
            {
                if (Guid.TryParse(result.Tokens[0].Value, out var merge))
                    return merge;
                result.AddError($"'{result.Tokens[0].Value}' is no id of a merge; 'expertrouter merges list' shows them.");
                return default;
            },
        };
        var command = new Command("undo", "Take a merge back; the two are never merged again automatically.") { id, CommonOptions.Data };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var host = CliHost.Create(parsed);
            await host.GetRequiredService<StoreMigrator>().EnsureCurrentAsync(cancellationToken);
            var undone = await host.GetRequiredService<MergeDesk>().UndoAsync(parsed.GetRequiredValue(id), cancellationToken);
            Console.WriteLine(undone ? "Undone." : "It was undone before.");
        });
        return command;
    }

    private static Command Add()
    {
        var expert = new Argument<long>("EXPERT") { Description = "Number of the expert to merge." };
        var into = new Argument<long>("INTO") { Description = "Number of the expert to keep." };
        var reason = new Option<string>("--reason") { Description = "Why they are one.", Required = true };
        var command = new Command("add", "Declare two experts to be one person.") { expert, into, reason, CommonOptions.Data };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var host = CliHost.Create(parsed);
            await host.GetRequiredService<StoreMigrator>().EnsureCurrentAsync(cancellationToken);
            var merge = await host.GetRequiredService<MergeDesk>().MergeAsync(
                parsed.GetRequiredValue(expert), parsed.GetRequiredValue(into), parsed.GetRequiredValue(reason), cancellationToken);
            Console.WriteLine(merge is null ? "They are one already." : $"Merged: {merge.Id}");
        });
        return command;
    }
}
