using System.CommandLine;
using ExpertRouter.App.Health;
using ExpertRouter.Cli.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace ExpertRouter.Cli.Commands;

/// <summary><c>expertrouter doctor</c>: is the installation well, and if not, what to do.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new Command("doctor", "Check the installation and say what to do.") { CommonOptions.Data };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var host = CliHost.Create(parsed);
            var findings = await host.GetRequiredService<InstallationDoctor>().ExamineAsync(cancellationToken);
            foreach (var finding in findings)
            {
                var mark = finding.State switch
                {
                    FindingState.Well => "[green]ok     [/]",
                    FindingState.Notice => "[yellow]notice [/]",
                    _ => "[red]problem[/]",
                };
                AnsiConsole.MarkupLine($"{mark}  {Markup.Escape(finding.Part)}: {Markup.Escape(finding.Text)}");
                if (finding.Advice is not null)
                    AnsiConsole.MarkupLine($"         {Markup.Escape(finding.Advice)}");
            }
            return findings.Any(finding => finding.State == FindingState.Problem) ? CliRunner.Failure : 0;
        });
        return command;
    }
}
