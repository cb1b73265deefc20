using System.CommandLine;
using ExpertRouter.App.Evaluating.Encoders;
using ExpertRouter.Cli.Rendering;
using ExpertRouter.Encoder.Serving;
using Microsoft.Extensions.Logging.Abstractions;

namespace ExpertRouter.Cli.Commands;

/// <summary><c>expertrouter encoder evaluate</c>: encoders, baselines and words side by side.</summary>
internal static class EncoderEvaluateCommand
{
    public static Command Create()
    {
        var models = new Option<string[]>("--model")
        {
            Description = "Model folders.", HelpName = "DIR", AllowMultipleArgumentsPerToken = true, Required = true,
        };
        var shared = new Option<string>("--shared")
        {
            Description = "Folder with the public data sets and models, each in its own folder.", HelpName = "DIR",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable("EXPERTROUTER_SHARED") ?? "",
        };
        var words = new Option<string?>("--word-vectors") { Description = "Folder with vocab.txt and vectors.f16, for the baseline.", HelpName = "DIR" };
        var useLite = new Option<string?>("--use-lite") { Description = "Folder of Universal Sentence Encoder Lite, to compare with.", HelpName = "DIR" };
        var reviewers = new Option<string?>("--reviewers") { Description = "Folder of the reviewer-match layout.", HelpName = "DIR" };
        var topics = new Option<string?>("--topics") { Description = "Folder of the dblp layout; its experts choose how reviewers' profiles are read.", HelpName = "DIR" };
        var experts = new Option<string?>("--experts") { Description = "Folder with documents.jsonl and queries.jsonl.", HelpName = "DIR" };
        var dumps = new Option<string[]>("--dump") { Description = "Stack Exchange dump folders.", HelpName = "DIR", AllowMultipleArgumentsPerToken = true };
        var pairs = new Option<string[]>("--pairs")
        {
            Description = "Text pairs that no model was trained on.", HelpName = "FILE", AllowMultipleArgumentsPerToken = true,
        };
        var heldOut = new Option<string[]>("--held-out")
        {
            Description = "Training pairs; only those that training leaves out are measured.", HelpName = "FILE", AllowMultipleArgumentsPerToken = true,
        };
        var development = new Option<bool>("--development") { Description = "Only the sets that models may be chosen by; no label of the others is read." };
        var threads = new Option<int>("--threads") { Description = "Threads of one run; 0 for one per core." };
        var command = new Command("evaluate", "Measure encoders beside word vectors, use-lite and TF-IDF.")
        {
            models, shared, words, useLite, reviewers, topics, experts, dumps, pairs, heldOut, development, threads, CommonOptions.Json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var given = new EncoderEvaluationOptions
            {
                Models = parsed.GetRequiredValue(models),
                WordVectors = parsed.GetValue(words),
                UseLite = parsed.GetValue(useLite),
                Reviewers = parsed.GetValue(reviewers),
                Topics = parsed.GetValue(topics),
                Experts = parsed.GetValue(experts),
                Dumps = parsed.GetValue(dumps) ?? [],
                Pairs = parsed.GetValue(pairs) ?? [],
                HeldOutPairs = parsed.GetValue(heldOut) ?? [],
                Development = parsed.GetValue(development),
                Threads = parsed.GetValue(threads),
            };
            var report = await new EncoderEvaluation(NullLogger<TextEncoder>.Instance, TimeProvider.System).RunAsync(
                parsed.GetRequiredValue(shared) is { Length: > 0 } folder ? given.WithShared(folder) : given, Console.Error.WriteLine, cancellationToken);
            if (parsed.GetValue(CommonOptions.Json))
                Console.WriteLine(report.ToJson());
            else
                ReportTable.Write(report);
        });
        return command;
    }
}
