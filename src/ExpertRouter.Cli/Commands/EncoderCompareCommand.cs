using System.CommandLine;
using ExpertRouter.App.Evaluating.Encoders;
using ExpertRouter.Cli.Rendering;
using ExpertRouter.Encoder.Diagnostics;
using ExpertRouter.Encoder.Serving;
using ExpertRouter.Encoder.Training;
using Microsoft.Extensions.Logging.Abstractions;

namespace ExpertRouter.Cli.Commands;

/// <summary><c>expertrouter encoder compare</c>: the same recipe with every kind of expert layer.</summary>
internal static class EncoderCompareCommand
{
    public static Command Create()
    {
        var pairs = new Option<string[]>("--pairs")
        {
            Description = "JSON lines {anchor, positive, source}; .gz is read too.", HelpName = "FILE", AllowMultipleArgumentsPerToken = true, Required = true,
        };
        var words = new Option<string?>("--word-vectors") { Description = "Folder with vocab.txt and vectors.f16 to start from.", HelpName = "DIR" };
        var config = new Option<string>("--config") { Description = "JSON file with the training options; layer and seed are replaced.", HelpName = "FILE", Required = true };
        var kinds = new Option<string[]>("--kinds")
        {
            Description = "Kinds to compare; all where none is named.", HelpName = "NAME", AllowMultipleArgumentsPerToken = true,
        };
        var adapt = new Option<string?>("--adapt")
        {
            Description = "Measure adaptation instead: train on all sources of the configuration but this one, then on this one alone.", HelpName = "SOURCE",
        };
        var seeds = new Option<int>("--seeds") { Description = "Models of each kind.", DefaultValueFactory = _ => 3 };
        var output = new Option<string>("--out") { Description = "Folder for the models; finished ones are not trained again.", HelpName = "DIR", Required = true };
        var command = new Command("compare", "Train one recipe with every kind of expert layer and measure what each is worth.")
        {
            pairs, words, config, kinds, adapt, seeds, output, CommonOptions.Json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var recipe = EncoderTrainingOptions.Load(parsed.GetRequiredValue(config)) with { PairFiles = parsed.GetRequiredValue(pairs) };
            if (parsed.GetValue(words) is { } folder)
                recipe = recipe with { WordVectors = folder };
            var variants = parsed.GetValue(kinds) is { Length: > 0 } names ? LayerVariant.Named(names) : LayerVariant.All;
            var (count, models) = (parsed.GetValue(seeds), parsed.GetRequiredValue(output));
            var report = parsed.GetValue(adapt) is { } department
                ? await new DepartmentAdaptation(NullLogger<TextEncoder>.Instance, TimeProvider.System)
                    .RunAsync(recipe, department, variants, count, models, Console.Error.WriteLine, cancellationToken)
                : await new LayerComparison(NullLogger<TextEncoder>.Instance, NullLogger<EncoderInspector>.Instance, TimeProvider.System)
                    .RunAsync(recipe, variants, count, models, Console.Error.WriteLine, cancellationToken);
            if (parsed.GetValue(CommonOptions.Json))
                Console.WriteLine(report.ToJson());
            else
                ReportTable.Write(report);
        });
        return command;
    }
}
