using System.CommandLine;
using ExpertRouter.App.Demo;
using ExpertRouter.App.Indexing;
using ExpertRouter.App.Ingestion;
using ExpertRouter.App.Setup;
using ExpertRouter.Cli.Hosting;
using ExpertRouter.Cli.Rendering;
using ExpertRouter.Search.Lexical.Indexing;
using Microsoft.Extensions.DependencyInjection;

namespace ExpertRouter.Cli.Commands;

/// <summary><c>expertrouter ingest …</c>: one subcommand per connector, all with the same promises and the same closing count.</summary>
internal static class IngestCommands
{
    public static Command Create() => new("ingest", "Read a source into the store and the index. Safe to stop and to repeat.")
    {
        Connector("stackexchange", "DIR", "A Stack Exchange dump: the folder with Posts.xml."),
        Connector("git", "PATH", "A git repository: commits and their authors."),
        Connector("debian", "FILE", "Debian Packages, Sources and Translation-en indexes, plain or compressed."),
        Connector("jsonl", "FILE", "People, documents, areas, groups, expert models as JSON lines (docs/data-formats.md)."),
        Connector("csv", "FILE", "The same as CSV (docs/data-formats.md)."),
        Demo(),
    };

    private static Command Connector(string kind, string argumentName, string description)
    {
        var paths = new Argument<string[]>(argumentName) { Description = "What to read.", Arity = ArgumentArity.OneOrMore };
        var name = new Option<string?>("--name") { Description = "Name of the source; by default that of the folder or file." };
        var group = new Option<string?>("--group") { Description = "Sources of one group share people: equal names are one person." };
        var command = new Command(kind, description) { paths, name, group, CommonOptions.Data };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed,
            (services, progress) => services.GetRequiredService<IngestionService>().RunAsync(
                new IngestionRequest(kind, parsed.GetRequiredValue(paths), parsed.GetValue(name), parsed.GetValue(group)), progress, cancellationToken),
            cancellationToken));
        return command;
    }

    private static Command Demo()
    {
        var command = new Command("demo", "The fictional company that ships with the product.") { CommonOptions.Data };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed,
            (services, progress) => services.GetRequiredService<DemoOrganisation>().LoadAsync(progress, cancellationToken),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parsed,
        Func<IServiceProvider, IProgress<IngestionProgress>, Task<IngestionReport>> ingest,
        CancellationToken cancellationToken)
    {
        await using var host = CliHost.CreateWithFolder(parsed);
        await host.GetRequiredService<StoreMigrator>().MigrateAsync(cancellationToken);
        var report = await ProgressView.ShowAsync("Reading", (IngestionProgress step) => new ProgressStep(step.Fraction, step.Read, step.ItemsPerSecond),
            progress => ingest(host, progress));
        IngestionSummary.Write(report);
        try
        {
            await IndexingView.ShowAsync(progress => host.GetRequiredService<IndexUpdater>().CatchUpAsync(progress, cancellationToken));
            await IndexingView.FillVectorsAsync(host.GetRequiredService<IndexUpdater>(), cancellationToken);
        }
        catch (IndexInUseException)
        {
            Console.WriteLine("The index belongs to a running portal, which takes this in within seconds.");
        }
        // All refused is a failure: the file is not what the command took it for.
        return report.Run.Read > 0 && report.Run.Rejected == report.Run.Read ? CliRunner.Failure : 0;
    }
}
