using System.CommandLine;
using ExpertRouter.App.Routing.Simulation;
using ExpertRouter.Cli.Rendering;

namespace ExpertRouter.Cli.Commands;

/// <summary><c>expertrouter route simulate</c>: how routing would have gone in a project's past.</summary>
internal static class RouteSimulateCommand
{
    public static Command Create()
    {
        var issues = new Option<string>("--issues") { Description = "Issues as JSON lines, plain or .gz.", HelpName = "FILE", Required = true };
        var command = new Command("simulate", "Send a project's issue history through the whole pipeline, learning as it goes, and measure.")
        {
            issues, RouteCommand.Policy, CommonOptions.Json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var report = await RouteSimulation.RunAsync(
                parsed.GetRequiredValue(issues), RouteCommand.Chosen(parsed), Console.Error.WriteLine, cancellationToken);
            if (parsed.GetValue(CommonOptions.Json))
                Console.WriteLine(report.ToJson());
            else
                ReportTable.Write(report);
        });
        return command;
    }
}
