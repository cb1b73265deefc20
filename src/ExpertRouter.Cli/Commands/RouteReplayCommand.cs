using System.CommandLine;
using ExpertRouter.App.Routing.Replaying;
using ExpertRouter.App.Setup;
using ExpertRouter.Cli.Hosting;
using ExpertRouter.Cli.Rendering;
using ExpertRouter.Core.Routing.Policies;
using Microsoft.Extensions.DependencyInjection;

namespace ExpertRouter.Cli.Commands;

/// <summary><c>expertrouter route replay</c>: another policy on the decisions that were made.</summary>
internal static class RouteReplayCommand
{
    public static Command Create()
    {
        var policy = new Option<string>("--policy") { Description = "The policy to compare with the one in force.", HelpName = "POLICY", Required = true };
        var command = new Command("replay", "What another policy would have been worth on past decisions, or why the log cannot tell.") { policy, CommonOptions.Json, CommonOptions.Data };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var other = PolicyParser.Parse(parsed.GetRequiredValue(policy));
            await using var host = CliHost.Create(parsed);
            await host.GetRequiredService<StoreMigrator>().EnsureCurrentAsync(cancellationToken);
            var report = await host.GetRequiredService<RouteReplay>().RunAsync(other, cancellationToken);
            if (parsed.GetValue(CommonOptions.Json))
                Console.WriteLine(report.ToJson());
            else
                ReportTable.Write(report);
        });
        return command;
    }
}
