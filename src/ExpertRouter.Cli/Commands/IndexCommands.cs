using System.CommandLine;
using System.Globalization;
using ExpertRouter.App.Indexing;
using ExpertRouter.App.Setup;
using ExpertRouter.Cli.Hosting;
using ExpertRouter.Cli.Rendering;
using Microsoft.Extensions.DependencyInjection;

namespace ExpertRouter.Cli.Commands;

/// <summary><c>expertrouter index rebuild|status</c></summary>
internal static class IndexCommands
{
    public static Command Create() => new("index", "Look after the search index.") { Rebuild(), Status() };

    private static Command Rebuild()
    {
        var command = new Command("rebuild", "Build the index anew from the store. Nothing is lost if it is stopped.") { CommonOptions.Data };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var host = CliHost.Create(parsed);
            await host.GetRequiredService<StoreMigrator>().EnsureCurrentAsync(cancellationToken);
            var entries = await IndexingView.ShowAsync(progress => host.GetRequiredService<IndexUpdater>().RebuildAsync(progress, cancellationToken));
            await IndexingView.FillVectorsAsync(host.GetRequiredService<IndexUpdater>(), cancellationToken);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Indexed {entries:N0} documents and experts."));
        });
        return command;
    }

    private static Command Status()
    {
        var command = new Command("status", "Show how far the index is behind the store.") { CommonOptions.Data };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var host = CliHost.Create(parsed);
            await host.GetRequiredService<StoreMigrator>().EnsureCurrentAsync(cancellationToken);
            var status = await host.GetRequiredService<IndexUpdater>().StatusAsync(cancellationToken);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{status.Entries:N0} entries; at change {status.Checkpoint:N0} of {status.StoreSequence:N0}; {status.Lag:N0} waiting"));
            Console.WriteLine($"encoder: {status.Encoder.Sentence}");
            if (status.Problem is not null)
                Console.WriteLine(status.Problem);
            return status.Problem is null ? 0 : CliRunner.Failure;
        });
        return command;
    }
}
