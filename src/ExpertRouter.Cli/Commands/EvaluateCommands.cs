using System.CommandLine;
using ExpertRouter.Cli.Rendering;
using ExpertRouter.Evaluation.Datasets.SePef;
using ExpertRouter.Evaluation.Experiments;

namespace ExpertRouter.Cli.Commands;

/// <summary><c>expertrouter evaluate …</c>: every command prints the same report, as a table or as JSON.</summary>
internal static class EvaluateCommands
{
    public static Command Create() => new("evaluate", "Measure rankings.") { Score(), SePef() };

    private static Command Score()
    {
        var qrels = new Option<string>("--qrels") { Description = "TREC relevance judgments.", HelpName = "FILE", Required = true };
        var run = new Option<string>("--run") { Description = "TREC run.", HelpName = "FILE", Required = true };
        var complete = new Option<bool>("--complete") { Description = "Count judged queries that the run lacks as 0 (trec_eval -c)." };
        var command = new Command("score", "Score a run against judgments, as trec_eval does.") { qrels, run, complete, CommonOptions.Json };
        command.SetAction(parsed => Print(
            parsed,
            ScoreEvaluation.Run(parsed.GetRequiredValue(qrels), parsed.GetRequiredValue(run), complete: parsed.GetValue(complete))));
        return command;
    }

    private static Command SePef()
    {
        var dumps = new Option<string[]>("--dump")
        {
            Description = "Stack Exchange dump folders, one per community.", HelpName = "DIR", Required = true, AllowMultipleArgumentsPerToken = true,
        };
        var output = new Option<string>("--out") { Description = "Where to write documents, experts, queries, qrels and counts.", HelpName = "DIR", Required = true };
        var profile = new Option<string>("--profile") { Description = "Thresholds: paper, or small for small sites.", DefaultValueFactory = _ => "paper" };
        profile.AcceptOnlyFromAmong("paper", "small");
        var command = new Command("sepef", "Build a SE-PEF style data set and run the paper's rankers on it.") { dumps, output, profile, CommonOptions.Json };
        command.SetAction(parsed => Print(
            parsed,
            SePefEvaluation.Run(parsed.GetRequiredValue(dumps), parsed.GetRequiredValue(output), SePefOptions.Of(parsed.GetRequiredValue(profile)))));
        return command;
    }

    private static void Print(ParseResult parsed, EvaluationReport report)
    {
        if (parsed.GetValue(CommonOptions.Json))
            Console.WriteLine(report.ToJson());
        else
            ReportTable.Write(report);
    }
}
