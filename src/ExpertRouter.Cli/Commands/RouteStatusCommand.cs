using System.CommandLine;
using ExpertRouter.App.Routing.Views;
using ExpertRouter.App.Setup;
using ExpertRouter.Cli.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace ExpertRouter.Cli.Commands;

/// <summary><c>expertrouter route status</c>: the policy in force, how evenly it asks, and how well its probabilities hold.</summary>
internal static class RouteStatusCommand
{
    public static Command Create()
    {
        var command = new Command("status", "The policy in force, how evenly it asks, and how well its probabilities hold.") { CommonOptions.Data };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var host = CliHost.Create(parsed);
            await host.GetRequiredService<StoreMigrator>().EnsureCurrentAsync(cancellationToken);
            foreach (var line in await host.GetRequiredService<RoutingStatus>().DescribeAsync(cancellationToken))
                Console.WriteLine(line);
        });
        return command;
    }
}
