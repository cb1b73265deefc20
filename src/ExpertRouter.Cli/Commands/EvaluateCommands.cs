using System.CommandLine;
using ExpertRouter.App.Evaluating;
using ExpertRouter.App.Setup;
using ExpertRouter.Cli.Hosting;
using ExpertRouter.Cli.Rendering;
using ExpertRouter.Evaluation.Datasets.Assignment;
using ExpertRouter.Evaluation.Datasets.Dblp;
using ExpertRouter.Evaluation.Datasets.Newcomers;
using ExpertRouter.Evaluation.Datasets.Reviewers;
using ExpertRouter.Evaluation.Datasets.SePef;
using ExpertRouter.Evaluation.Datasets.Sites;
using ExpertRouter.Evaluation.Datasets.Trees;
using ExpertRouter.Evaluation.Experiments;

namespace ExpertRouter.Cli.Commands;

/// <summary><c>expertrouter evaluate …</c>: every command prints the same report, as a table or as JSON.</summary>
internal static class EvaluateCommands
{
    private static readonly Option<bool> Save = new("--save") { Description = "Keep the result for the portal's quality page; needs --store." };

    private static readonly Option<string> Store = new("--store") { Description = "Folder of the installation that keeps the result.", HelpName = "DIR" };

    public static Command Create()
    {
        var command = new Command("evaluate", "Measure rankings.")
        {
            Score(), EvaluateExpertsCommand.Create(PrintAsync), Sites(),
            Assignment(), Reviewers(), Folder("dblp", "Find topic experts: a folder with documents.jsonl and experts.json.", DblpEvaluation.Run), SePef(), Trees(),
            Folder("newcomers", "Find people added by their documents alone: a folder of the layout of evaluate experts.", NewcomersEvaluation.Run), Quality(),
        };
        foreach (var measurement in command.Subcommands)
        {
            measurement.Options.Add(Save);
            measurement.Options.Add(Store);
            measurement.Validators.Add(result =>
            {
                if (result.GetValue(Save) && string.IsNullOrWhiteSpace(result.GetValue(Store)))
                    result.AddError("--save needs --store DIR, the folder of the installation (the --data of its other commands).");
            });
        }
        return command;
    }

    private static Command Score()
    {
        var qrels = new Option<string>("--qrels") { Description = "TREC relevance judgments.", HelpName = "FILE", Required = true };
        var run = new Option<string>("--run") { Description = "TREC run.", HelpName = "FILE", Required = true };
        var complete = new Option<bool>("--complete") { Description = "Count judged queries that the run lacks as 0 (trec_eval -c)." };
        var command = new Command("score", "Score a run against judgments, as trec_eval does.") { qrels, run, complete, CommonOptions.Json };
        command.SetAction((parsed, cancellationToken) => PrintAsync(
            parsed,
            ScoreEvaluation.Run(parsed.GetRequiredValue(qrels), parsed.GetRequiredValue(run), complete: parsed.GetValue(complete)), cancellationToken));
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
        command.SetAction((parsed, cancellationToken) => PrintAsync(
            parsed,
            SePefEvaluation.Run(parsed.GetRequiredValue(dumps), parsed.GetRequiredValue(output), SePefOptions.Of(parsed.GetRequiredValue(profile))), cancellationToken));
        return command;
    }

    private static Command Folder(string name, string description, Func<string, EvaluationReport> evaluate)
    {
        var data = new Option<string>("--data") { Description = "The data set's folder.", HelpName = "DIR", Required = true };
        var command = new Command(name, description) { data, CommonOptions.Json };
        command.SetAction((parsed, cancellationToken) => PrintAsync(parsed, evaluate(parsed.GetRequiredValue(data)), cancellationToken));
        return command;
    }

    private static Command Sites()
    {
        var dumps = new Option<string[]>("--dump")
        {
            Description = "Stack Exchange dump folders, one per site.", HelpName = "DIR", Required = true, AllowMultipleArgumentsPerToken = true,
        };
        var protocol = new Option<SiteProtocol>("--protocol") { Description = "Rolling: each question from what came before it. Split: the last quarter from the rest." };
        var command = new Command("sites", "Find who answers on Stack Exchange sites.") { dumps, protocol, CommonOptions.Json };
        command.SetAction((parsed, cancellationToken) => PrintAsync(parsed, SitesEvaluation.Run(parsed.GetRequiredValue(dumps), parsed.GetValue(protocol)), cancellationToken));
        return command;
    }

    private static Command Assignment()
    {
        var issues = new Option<string>("--issues") { Description = "Issues as JSON lines, plain or .gz.", HelpName = "FILE", Required = true };
        var command = new Command("assignment", "Predict who is assigned to an issue, from what was known when it was created.") { issues, CommonOptions.Json };
        command.SetAction((parsed, cancellationToken) => PrintAsync(parsed, AssignmentEvaluation.Run(parsed.GetRequiredValue(issues)), cancellationToken));
        return command;
    }

    private static Command Reviewers()
    {
        var data = new Option<string>("--data") { Description = "The data set's folder.", HelpName = "DIR", Required = true };
        var encoder = new Option<string>("--encoder")
        {
            Description = $"Encoder beside the words: {ExpertEncoders.Train} (the shipped one, trained further on titles and abstracts; a minute), {ExpertEncoders.None}, {ExpertEncoders.Shipped}, or the folder of a model.",
            HelpName = "WHICH", DefaultValueFactory = _ => ExpertEncoders.Train,
        };
        var pairs = new Option<string[]>("--pairs")
        {
            Description = "Titles and abstracts of further papers for the training: JSON lines {source, anchor, positive}; .gz is read too.",
            HelpName = "FILE", AllowMultipleArgumentsPerToken = true,
        };
        var sources = new Option<string[]>("--source") { Description = "Sources of --pairs to keep; all when left out.", HelpName = "NAME", AllowMultipleArgumentsPerToken = true };
        var command = new Command("reviewers", "Match papers to reviewers: a folder of the reviewer-match layout.") { data, encoder, pairs, sources, CommonOptions.Json };
        command.SetAction((parsed, cancellationToken) =>
        {
            var further = PairFiles.Read(parsed.GetValue(pairs) ?? [], parsed.GetValue(sources) ?? []);
            var vectors = ReviewerEncoders.Plan(parsed.GetRequiredValue(encoder), further, Console.Error.WriteLine, cancellationToken);
            return PrintAsync(parsed, ReviewersEvaluation.Run(parsed.GetRequiredValue(data), vectors), cancellationToken);
        });
        return command;
    }

    private static Command Trees()
    {
        var data = new Option<string>("--data") { Description = "Folder with CSV tables of categories, the last column being the class.", HelpName = "DIR", Required = true };
        var seeds = new Option<int>("--seeds") { Description = "Mean over so many seeds, from 0.", HelpName = "N", DefaultValueFactory = _ => TreesEvaluation.ReferenceSeeds };
        seeds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1) result.AddError("--seeds must be at least 1.");
        });
        var command = new Command("trees", "Learn whom to trust where: simulated experts whose skill differs by region.") { data, seeds, CommonOptions.Json };
        command.SetAction((parsed, cancellationToken) => PrintAsync(
            parsed, TreesEvaluation.Run(parsed.GetRequiredValue(data), parsed.GetValue(seeds)), cancellationToken));
        return command;
    }

    private static Command Quality()
    {
        var shared = new Option<string>("--shared")
        {
            Description = "Folder with the public data sets, each in its own folder.", HelpName = "DIR",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable("EXPERTROUTER_SHARED") ?? "",
        };
        var document = new Option<string>("--out") { Description = "Page to write the tables into.", HelpName = "FILE", DefaultValueFactory = _ => "docs/quality.md" };
        var expected = new Option<string>("--expected")
        {
            Description = "Scores to check against.", HelpName = "FILE", DefaultValueFactory = _ => "tests/ExpertRouter.Benchmarks/expected-scores.json",
        };
        var command = new Command("quality", "All evaluations over the public data sets: write the quality page and check the expected scores.")
        {
            shared, document, expected, CommonOptions.Json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var evaluations = QualitySuite.Run(parsed.GetRequiredValue(shared), Console.Error.WriteLine, cancellationToken);
            var reports = evaluations.Select(evaluation => evaluation.Report).ToList();
            await PrintAsync(parsed, new EvaluationReport("evaluate quality", [.. reports.SelectMany(report => report.Rows)]), reports, cancellationToken);
            await QualityPage.UpdateAsync(parsed.GetRequiredValue(document), evaluations, cancellationToken);
            var differences = await ExpectedScores.CheckAsync(parsed.GetRequiredValue(expected), reports, cancellationToken);
            foreach (var difference in differences)
                await Console.Error.WriteLineAsync(difference);
            return differences.Count == 0 ? 0 : CliRunner.Failure;
        });
        return command;
    }

    private static Task PrintAsync(ParseResult parsed, EvaluationReport report, CancellationToken cancellationToken) =>
        PrintAsync(parsed, report, [report], cancellationToken);

    /// <summary>Prints the whole and saves its parts, so that a part can be compared with the same measurement run alone.</summary>
    private static async Task PrintAsync(
        ParseResult parsed, EvaluationReport report, IReadOnlyList<EvaluationReport> parts, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(CommonOptions.Json))
            Console.WriteLine(report.ToJson());
        else
            ReportTable.Write(report);
        if (!parsed.GetValue(Save))
            return;
        var archive = new ResultArchive(DataDirectory.Open(parsed.GetRequiredValue(Store)), TimeProvider.System);
        foreach (var part in parts)
        {
            var saved = await archive.SaveAsync(part, cancellationToken);
            await Console.Error.WriteLineAsync($"Saved; the portal shows it at /quality/{saved.Id}");
        }
    }
}
