using System.CommandLine;
using System.Globalization;
using ExpertRouter.App.Encoders;
using ExpertRouter.App.Setup;
using ExpertRouter.App.Training;
using ExpertRouter.Cli.Hosting;
using ExpertRouter.Cli.Rendering;
using ExpertRouter.Encoder.Training;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ExpertRouter.Cli.Commands;

/// <summary><c>expertrouter encoder train</c>: pairs and documents → a model folder.</summary>
internal static class EncoderTrainCommand
{
    public static Command Create()
    {
        var pairs = new Option<string[]>("--pairs")
        {
            Description = "JSON lines {anchor, positive, source}; .gz is read too.", HelpName = "FILE", AllowMultipleArgumentsPerToken = true,
        };
        var documents = new Option<string[]>("--documents")
        {
            Description = "JSON lines {id, title, body, experts}: documents of known experts.", HelpName = "FILE", AllowMultipleArgumentsPerToken = true,
        };
        var dictionaries = new Option<string[]>("--dictionaries")
        {
            Description = "Index files of dictd dictionaries; headwords and definitions become pairs.", HelpName = "FILE", AllowMultipleArgumentsPerToken = true,
        };
        var words = new Option<string?>("--word-vectors") { Description = "Folder with vocab.txt and vectors.f16 to start from.", HelpName = "DIR" };
        var config = new Option<string?>("--config") { Description = "JSON file with the training options.", HelpName = "FILE" };
        var output = new Option<string>("--out")
        {
            Description = "Folder for model, vocabulary and manifest; a checkpoint in it is continued. With --from-store a new candidate's folder when left out.",
            HelpName = "DIR",
        };
        var fromStore = new Option<bool>("--from-store") { Description = "Train on the store's own text: documents of known experts, titles with bodies, questions with accepted answers." };
        var restricted = new Option<bool>("--include-restricted")
        {
            Description = "With --from-store, read documents that not everybody may open too. An encoder remembers which words went together, and everybody who searches uses it.",
        };
        var installed = new Option<bool>("--from-installed") { Description = "Start from the weights of the installation's encoder instead of random numbers." };
        var command = new Command("train", "Train an encoder on text pairs, on documents of known experts, or on both.")
        {
            pairs, documents, dictionaries, words, config, output, fromStore, restricted, installed, CommonOptions.Data,
        };
        command.Validators.Add(result =>
        {
            if (!result.GetValue(fromStore) && result.GetValue(output) is null)
                result.AddError("--out DIR is required without --from-store.");
            if (result.GetValue(fromStore) && (result.GetValue(pairs) is { Length: > 0 } || result.GetValue(documents) is { Length: > 0 } || result.GetValue(dictionaries) is { Length: > 0 }))
                result.AddError("--from-store reads the store; leave out --pairs, --documents and --dictionaries.");
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var read = parsed.GetValue(config) is { } file ? EncoderTrainingOptions.Load(file) : null;
            await using var host = parsed.GetValue(fromStore) || parsed.GetValue(installed) ? CliHost.Create(parsed) : null;
            var start = host is not null && parsed.GetValue(installed)
                ? EncoderFolder.Choose(host.GetRequiredService<IOptions<InstalledEncoderOptions>>().Value, host.GetRequiredService<DataDirectory>())
                : read?.StartFrom;
            if (host is not null && parsed.GetValue(fromStore))
            {
                await host.GetRequiredService<StoreMigrator>().EnsureCurrentAsync(cancellationToken);
                var trainer = host.GetRequiredService<StoreEncoderTrainer>();
                var corpus = await trainer.ReadAsync(parsed.GetValue(restricted), cancellationToken);
                var own = Complete(read ?? StoreEncoderTrainer.OptionsFor(corpus), parsed.GetValue(words), start);
                var (trained, folder) = await EncoderTrainingView.ShowAsync(progress =>
                    trainer.TrainAsync(corpus, own, parsed.GetValue(output), progress, cancellationToken));
                Write(trained);
                if (corpus.Restricted > 0)
                    Console.WriteLine($"Left out {corpus.Restricted} documents that not everybody may open.");
                Console.WriteLine($"Saved: {folder}");
                Console.WriteLine($"Next: expertrouter encoder promote {folder}");
                return;
            }

            var given = read ?? new EncoderTrainingOptions();
            var options = Complete(given, parsed.GetValue(words), start) with
            {
                PairFiles = parsed.GetValue(pairs) is { Length: > 0 } pairFiles ? pairFiles : given.PairFiles,
                Dictionaries = parsed.GetValue(dictionaries) is { Length: > 0 } dictionaryFiles ? dictionaryFiles : given.Dictionaries,
                DocumentFiles = parsed.GetValue(documents) is { Length: > 0 } documentFiles ? documentFiles : given.DocumentFiles,
            };
            Write(await EncoderTrainingView.ShowAsync(progress =>
                new EncoderTrainer(TimeProvider.System).TrainAsync(options, parsed.GetRequiredValue(output), progress, cancellationToken)));
        });
        return command;
    }

    /// <summary>Options with what the command line adds; a model to start from decides the architecture.</summary>
    private static EncoderTrainingOptions Complete(EncoderTrainingOptions options, string? words, string? start) => options with
    {
        WordVectors = words ?? options.WordVectors,
        StartFrom = start,
        Architecture = start is not null && EncoderTrainingOptions.ArchitectureOf(start) is { } architecture ? architecture : options.Architecture,
    };

    private static void Write(TrainingReport report)
    {
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Trained {report.Steps:N0} steps in {report.Seconds:N0} s on {report.Documents:N0} documents of {report.Experts:N0} experts and {report.Pairs:N0} pairs."));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Best at step {report.BestStep:N0}: held-out pairs recall@10 {report.Validation.PairRecallAt10:0.000}, held-out documents expert hit@10 {report.Validation.ExpertHitAt10:0.000}."));
    }
}
