using System.CommandLine;
using System.Globalization;
using ExpertRouter.App.Setup;
using ExpertRouter.App.Training;
using ExpertRouter.Cli.Hosting;
using ExpertRouter.Learning.Ranking;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace ExpertRouter.Cli.Commands;

/// <summary><c>expertrouter rank train|promote|status</c>: learning from outcomes how to rank.</summary>
internal static class RankCommands
{
    public static Command Create() => new("rank", "Learn from past outcomes how to rank, and put it into force.") { Train(), Promote(), Status() };

    private static Command Train()
    {
        var method = new Option<string>("--method") { Description = "mixture (few parameters, explainable) or lambdamart (boosted trees).", DefaultValueFactory = _ => "mixture" };
        method.AcceptOnlyFromAmong("mixture", "lambdamart");
        var seed = new Option<int>("--seed") { Description = "The same store and seed give the same ranker.", DefaultValueFactory = _ => 1 };
        var command = new Command("train", "Learn a ranker and save it as a candidate; nothing changes for searches.") { method, seed, CommonOptions.Data };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var host = CliHost.Create(parsed);
            await host.GetRequiredService<StoreMigrator>().EnsureCurrentAsync(cancellationToken);
            var (artifact, path) = await host.GetRequiredService<RankerTrainer>().TrainAsync(
                parsed.GetValue(method) == "lambdamart" ? RankerMethod.LambdaMart : RankerMethod.Mixture, parsed.GetValue(seed), cancellationToken);
            Write(artifact);
            Console.WriteLine($"Saved: {path}");
            Console.WriteLine($"Next: expertrouter rank promote {path}");
        });
        return command;
    }

    private static Command Promote()
    {
        var file = new Argument<string>("FILE") { Description = "A candidate, from 'rank train'." };
        var command = new Command("promote", "Put a candidate into force if it is better at p < .05 on outcomes it was not trained on.") { file, CommonOptions.Data };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var host = CliHost.Create(parsed);
            await host.GetRequiredService<StoreMigrator>().EnsureCurrentAsync(cancellationToken);
            var entry = await host.GetRequiredService<RankerPromotion>().PromoteAsync(parsed.GetRequiredValue(file), cancellationToken);
            Console.WriteLine($"{(entry.Promoted ? "Promoted" : "Refused")}: {entry.Reason}.");
            return entry.Promoted ? 0 : CliRunner.Failure;
        });
        return command;
    }

    private static Command Status()
    {
        var command = new Command("status", "The ranker in force, the candidates, the decisions.") { CommonOptions.Data };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var host = CliHost.Create(parsed);
            if (await host.GetRequiredService<PromotedRanker>().ReadAsync(cancellationToken) is { } artifact)
                Write(artifact);
            else
                Console.WriteLine("No ranker is in force; searches use the built-in ranking.");
            var folder = host.GetRequiredService<DataDirectory>().RankerCandidates;
            if (Directory.Exists(folder))
            {
                foreach (var file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
                    Console.WriteLine($"Candidate: {file}");
            }
            foreach (var entry in await host.GetRequiredService<RankerPromotion>().HistoryAsync(cancellationToken))
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"{entry.At:yyyy-MM-dd HH:mm} {(entry.Promoted ? "promoted" : "refused ")} {entry.Candidate}: {entry.Reason}"));
        });
        return command;
    }

    private static void Write(RankerArtifact artifact)
    {
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{artifact.Method}, trained {artifact.TrainedAt:yyyy-MM-dd HH:mm} UTC on {artifact.TrainingQueries} outcomes until {artifact.TrainedUntil:yyyy-MM-dd}, data {artifact.DataHash[..12]}"));
        var table = new Table().Border(TableBorder.Simple).AddColumns("on held-out outcomes", "");
        foreach (var (name, value) in artifact.Metrics)
            table.AddRow(Markup.Escape(name), value.ToString(value == Math.Floor(value) ? "N0" : "0.000", CultureInfo.InvariantCulture));
        AnsiConsole.Write(table);
        if (artifact.Mixture is not { } mixture)
            return;
        var weights = new Table().Border(TableBorder.Simple).AddColumns("feature", "weight");
        foreach (var (name, weight) in artifact.FeatureNames.Zip(mixture.Weights).OrderByDescending(pair => Math.Abs(pair.Second)))
            weights.AddRow(Markup.Escape(name), weight.ToString("+0.000;-0.000;0", CultureInfo.InvariantCulture));
        AnsiConsole.Write(weights);
    }
}
