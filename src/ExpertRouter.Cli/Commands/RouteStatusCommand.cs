using System.CommandLine;
using System.Globalization;
using ExpertRouter.App.Routing.Deciding;
using ExpertRouter.App.Routing.Deciding.Trees;
using ExpertRouter.App.Setup;
using ExpertRouter.Cli.Hosting;
using ExpertRouter.Core.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ExpertRouter.Cli.Commands;

/// <summary><c>expertrouter route status</c>: the policy in force, and how well its probabilities hold.</summary>
internal static class RouteStatusCommand
{
    public static Command Create()
    {
        var command = new Command("status", "The policy in force, and how well its probabilities hold.") { CommonOptions.Data };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var host = CliHost.Create(parsed);
            await host.GetRequiredService<StoreMigrator>().EnsureCurrentAsync(cancellationToken);
            Console.WriteLine($"Policy: {host.GetRequiredService<IRoutingPolicy>().Version}");
            Console.WriteLine(await host.GetRequiredService<TreeStatus>().DescribeAsync(cancellationToken));
            var state = await host.GetRequiredService<OutcomeCalibration>().GetAsync(FinderScorer.Name, cancellationToken);
            if (state.Artifact is not { } artifact)
            {
                Console.WriteLine($"Probabilities are not calibrated: {state.Problem}.");
                return;
            }
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Probabilities are calibrated ({(artifact.Platt is null ? "isotonic" : "Platt")}) on {artifact.Outcomes} outcomes until {artifact.TrainedUntil:yyyy-MM-dd}, {artifact.Successes} of them successes."));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"On {artifact.HeldOut} later outcomes: ECE {artifact.Metrics["ECE"]:0.000}, Brier {artifact.Metrics["Brier"]:0.000}."));
        });
        return command;
    }
}
