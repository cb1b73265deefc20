using ExpertRouter.Evaluation.Datasets.Assignment;
using ExpertRouter.Evaluation.Datasets.Dblp;
using ExpertRouter.Evaluation.Datasets.Maintainers;
using ExpertRouter.Evaluation.Datasets.Newcomers;
using ExpertRouter.Evaluation.Datasets.Reviewers;
using ExpertRouter.Evaluation.Datasets.Sites;
using ExpertRouter.Evaluation.Datasets.Trees;
using ExpertRouter.Evaluation.Experiments;

namespace ExpertRouter.App.Evaluating;

/// <summary>Every evaluation over the public data sets, one after the other. A set that is not there is named and left out.</summary>
public static class QualitySuite
{
    /// <summary>Runs what the folder has data for.</summary>
    /// <param name="shared">Folder whose <c>data</c> folder holds the sets.</param>
    /// <param name="log">Takes a line before and after each evaluation.</param>
    /// <param name="cancellationToken">Stops between two evaluations.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder, or none of the sets is in it.</exception>
    public static IReadOnlyList<QualityEvaluation> Run(string shared, Action<string> log, CancellationToken cancellationToken)
    {
        var data = Path.Combine(shared, "data");
        if (shared.Length == 0 || !Directory.Exists(data))
            throw new DirectoryNotFoundException($"There is no data folder in '{shared}'. Name the folder with the public data sets with --shared DIR or EXPERTROUTER_SHARED.");
        var done = new List<QualityEvaluation>();
        foreach (var (arguments, paths, evaluate) in Evaluations(data, log, cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (paths.FirstOrDefault(path => !Path.Exists(path)) is { } missing)
            {
                log($"left out: evaluate {arguments} ({missing} is not there)");
                continue;
            }
            log($"evaluate {arguments}");
            var start = TimeProvider.System.GetTimestamp();
            var report = evaluate();
            done.Add(new QualityEvaluation($"evaluate {arguments}", report, TimeProvider.System.GetElapsedTime(start)));
        }
        return done.Count > 0 ? done : throw new DirectoryNotFoundException($"None of the data sets is in '{data}'.");
    }

    private static IEnumerable<(string Arguments, string[] Paths, Func<EvaluationReport> Evaluate)> Evaluations(
        string data, Action<string> log, CancellationToken cancellationToken)
    {
        string At(params string[] parts) => Path.Combine([data, .. parts]);
        string Say(string path) => "$EXPERTROUTER_SHARED/data/" + Path.GetRelativePath(data, path).Replace('\\', '/');

        var maintainers = At("debian-maintainers");
        yield return ($"experts --data {Say(maintainers)}", [maintainers], () => ExpertsEvaluation.Run(maintainers, ExpertEncoders.Plan(ExpertEncoders.Train, [], log, cancellationToken)));
        string[] sites = [At("stackexchange", "ai"), At("stackexchange", "beer"), At("stackexchange", "coffee")];
        foreach (var protocol in (SiteProtocol[])[SiteProtocol.Rolling, SiteProtocol.Split])
        {
            var name = protocol == SiteProtocol.Rolling ? "rolling" : "split";
            yield return ($"sites --dump {string.Join(' ', sites.Select(Say))} --protocol {name}", sites, () => SitesEvaluation.Run(sites, protocol));
        }
        foreach (var issues in (string[])[At("jira", "PDFBOX.jsonl.gz"), At("jira", "CASSANDRA.jsonl.gz"), At("bugs-ershcl", "issues.jsonl.gz")])
            yield return ($"assignment --issues {Say(issues)}", [issues], () => AssignmentEvaluation.Run(issues));
        var reviewers = At("reviewer-match");
        var pairs = At("text-pairs", "pairs.jsonl.gz");
        yield return ($"reviewers --data {Say(reviewers)} --pairs {Say(pairs)} --source papers", [reviewers, pairs], () => ReviewersEvaluation.Run(
            reviewers, ReviewerEncoders.Plan(ExpertEncoders.Train, PairFiles.Read([pairs], ["papers"]), log, cancellationToken)));
        var dblp = At("dblp");
        yield return ($"dblp --data {Say(dblp)}", [dblp], () => DblpEvaluation.Run(dblp));
        yield return ($"newcomers --data {Say(maintainers)}", [maintainers], () => NewcomersEvaluation.Run(maintainers));
        var trees = At("expertise-trees");
        yield return ($"trees --data {Say(trees)}", [trees], () => TreesEvaluation.Run(trees, TreesEvaluation.ReferenceSeeds));
    }
}
