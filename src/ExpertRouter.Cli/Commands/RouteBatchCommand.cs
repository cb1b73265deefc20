using System.CommandLine;
using System.Globalization;
using ExpertRouter.App.Routing.Previews;
using ExpertRouter.App.Setup;
using ExpertRouter.Cli.Hosting;
using ExpertRouter.Cli.Rendering;
using Microsoft.Extensions.DependencyInjection;

namespace ExpertRouter.Cli.Commands;

/// <summary><c>expertrouter route batch</c>: who could take what waits, all tickets together.</summary>
internal static class RouteBatchCommand
{
    public static Command Create()
    {
        var minimum = new Option<double>("--minimum")
        {
            Description = "Propose nobody who is less likely than this, from 0 to 1.", HelpName = "P", DefaultValueFactory = _ => 0,
            CustomParser = result =>
            {
                if (double.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var probability) && probability is >= 0 and <= 1)
                    return probability;
                result.AddError("--minimum is a probability from 0 to 1, such as 0.1.");
                return 0;
            },
        };
        var command = new Command(
            "batch",
            $"Who could take what waits, so that nobody gets more than they have room for? Plans the {BatchPreviewer.Depth} oldest tickets that wait for a decision or a dispatcher, "
            + "or for which nobody was found. Nothing is stored, nobody is asked.")
        {
            minimum, CommonOptions.Json, CommonOptions.Data,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var host = CliHost.Create(parsed);
            await host.GetRequiredService<StoreMigrator>().EnsureCurrentAsync(cancellationToken);
            var preview = await host.GetRequiredService<BatchPreviewer>().PreviewAsync(parsed.GetValue(minimum), cancellationToken);
            if (parsed.GetValue(CommonOptions.Json))
                Console.WriteLine(RouteJson.Write(preview));
            else
                RouteBatchView.Write(preview);
        });
        return command;
    }
}
