using System.CommandLine;
using ExpertRouter.App.Setup;
using ExpertRouter.App.Training;
using ExpertRouter.Cli.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace ExpertRouter.Cli.Commands;

/// <summary><c>expertrouter encoder promote</c>: a candidate goes into force if it is better on held-out text.</summary>
internal static class EncoderPromoteCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "A candidate's folder, from 'encoder train --from-store'." };
        var command = new Command("promote", "Put an encoder into force if it finds people or texts better (p < .05) than the one in use, on text neither was trained on.")
        {
            folder, CommonOptions.Data,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var host = CliHost.Create(parsed);
            await host.GetRequiredService<StoreMigrator>().EnsureCurrentAsync(cancellationToken);
            var entry = await host.GetRequiredService<EncoderPromotion>().PromoteAsync(parsed.GetRequiredValue(folder), cancellationToken);
            Console.WriteLine($"{(entry.Promoted ? "Promoted" : "Refused")}: {entry.Reason}.");
            return entry.Promoted ? 0 : CliRunner.Failure;
        });
        return command;
    }
}
