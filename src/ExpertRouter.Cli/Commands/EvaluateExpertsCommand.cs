using System.CommandLine;
using ExpertRouter.App.Evaluating;
using ExpertRouter.Evaluation.Datasets.Maintainers;
using ExpertRouter.Evaluation.Experiments;

namespace ExpertRouter.Cli.Commands;

/// <summary><c>expertrouter evaluate experts</c>: words, encoders, and both together on a folder of documents with people.</summary>
internal static class EvaluateExpertsCommand
{
    public static Command Create(Func<ParseResult, EvaluationReport, CancellationToken, Task> print)
    {
        var data = new Option<string>("--data") { Description = "The data set's folder.", HelpName = "DIR", Required = true };
        var encoder = new Option<string>("--encoder")
        {
            Description = $"Encoder of the hybrid system: {ExpertEncoders.Train} (on the set's own documents; minutes), {ExpertEncoders.None}, {ExpertEncoders.Shipped}, or the folder of a model.",
            HelpName = "WHICH", DefaultValueFactory = _ => ExpertEncoders.Train,
        };
        var references = new Option<string[]>("--reference")
        {
            Description = "Folders of further encoders to show alone: models, use-lite, or word vectors.", HelpName = "DIR", AllowMultipleArgumentsPerToken = true,
        };
        var command = new Command("experts", "Rank maintainers for held-out packages: a folder with documents.jsonl.gz and queries.jsonl.gz.")
        {
            data, encoder, references, CommonOptions.Json,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            var plan = ExpertEncoders.Plan(parsed.GetRequiredValue(encoder), parsed.GetValue(references) ?? [], Console.Error.WriteLine, cancellationToken);
            return print(parsed, ExpertsEvaluation.Run(parsed.GetRequiredValue(data), plan), cancellationToken);
        });
        return command;
    }
}
