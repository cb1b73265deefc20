using System.CommandLine;
using System.Globalization;
using ExpertRouter.App.Finding;
using ExpertRouter.App.Indexing;
using ExpertRouter.App.Setup;
using ExpertRouter.Cli.Hosting;
using ExpertRouter.Cli.Rendering;
using ExpertRouter.Core.Retrieval;
using Microsoft.Extensions.DependencyInjection;

namespace ExpertRouter.Cli.Commands;

/// <summary><c>expertrouter find "text"</c>: people and expert models with the evidence that puts them there.</summary>
internal static class FindCommand
{
    private const int EvidencePerExpert = 3;
    private const int MaximumTop = 1000;

    public static Command Create()
    {
        var text = new Argument<string>("TEXT") { Description = "What help is needed with." };
        text.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && string.IsNullOrWhiteSpace(token.Value))
                result.AddError("TEXT is empty: say what help is needed with.");
        });
        var top = new Option<int>("--top") { Description = "How many experts.", DefaultValueFactory = _ => 10 };
        top.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= MaximumTop))
                result.AddError($"--top is from 1 to {MaximumTop}.");
        });
        var pipeline = new Option<string>("--pipeline") { Description = "How to rank; an unknown name lists the known ones.", DefaultValueFactory = _ => FindRequest.DefaultPipeline };
        var groups = new Option<string[]>("--group")
        {
            Description = "Search as a member of this visibility group; without it, public documents only.", AllowMultipleArgumentsPerToken = true,
        };
        var command = new Command("find", "Who knows about this?") { text, top, pipeline, groups, CommonOptions.Json, CommonOptions.Data };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var host = CliHost.Create(parsed);
            await host.GetRequiredService<StoreMigrator>().EnsureCurrentAsync(cancellationToken);
            await host.GetRequiredService<ExpertDirectory>().RefreshAsync(cancellationToken);
            var result = await host.GetRequiredService<ExpertFinder>().FindAsync(
                new FindRequest
                {
                    Text = parsed.GetRequiredValue(text),
                    Viewer = new Viewer(new HashSet<string>(parsed.GetValue(groups) ?? [])),
                    Top = parsed.GetValue(top),
                    EvidencePerExpert = EvidencePerExpert,
                    Pipeline = parsed.GetRequiredValue(pipeline),
                },
                cancellationToken);
            if (parsed.GetValue(CommonOptions.Json))
                Console.WriteLine(FindJson.Write(result));
            else
                FindView.Write(result);
            if (result.Experts.Count > 0)
                return 0;
            // An index that is damaged or behind must not pass for "nobody knows".
            var index = await host.GetRequiredService<IndexUpdater>().StatusAsync(cancellationToken);
            if (index.Problem is null)
                return 0;
            await Console.Error.WriteLineAsync($"warning: {index.Problem}");
            return CliRunner.Failure;
        });
        return command;
    }
}
