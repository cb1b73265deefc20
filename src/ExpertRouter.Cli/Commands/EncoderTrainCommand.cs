using System.CommandLine;
using System.Globalization;
using ExpertRouter.Cli.Rendering;
using ExpertRouter.Encoder.Training;

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
        var words = new Option<string?>("--word-vectors") { Description = "Folder with vocab.txt and vectors.f16 to start from.", HelpName = "DIR" };
        var config = new Option<string?>("--config") { Description = "JSON file with the training options.", HelpName = "FILE" };
        var output = new Option<string>("--out")
        {
            Description = "Folder for model, vocabulary and manifest; a checkpoint in it is continued.", HelpName = "DIR", Required = true,
        };
        var command = new Command("train", "Train an encoder on text pairs, on documents of known experts, or on both.")
        {
            pairs, documents, words, config, output,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var read = parsed.GetValue(config) is { } file ? EncoderTrainingOptions.Load(file) : new EncoderTrainingOptions();
            var options = read with
            {
                PairFiles = parsed.GetValue(pairs) is { Length: > 0 } pairFiles ? pairFiles : read.PairFiles,
                DocumentFiles = parsed.GetValue(documents) is { Length: > 0 } documentFiles ? documentFiles : read.DocumentFiles,
                WordVectors = parsed.GetValue(words) ?? read.WordVectors,
            };
            var report = await EncoderTrainingView.ShowAsync(progress =>
                new EncoderTrainer(TimeProvider.System).TrainAsync(options, parsed.GetRequiredValue(output), progress, cancellationToken));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Trained {report.Steps:N0} steps in {report.Seconds:N0} s on {report.Documents:N0} documents of {report.Experts:N0} experts and {report.Pairs:N0} pairs."));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Best at step {report.BestStep:N0}: held-out pairs recall@10 {report.Validation.PairRecallAt10:0.000}, held-out documents expert hit@10 {report.Validation.ExpertHitAt10:0.000}."));
        });
        return command;
    }
}
