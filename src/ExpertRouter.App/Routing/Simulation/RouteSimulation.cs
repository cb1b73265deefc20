using ExpertRouter.Core.Routing;
using ExpertRouter.Evaluation.Datasets.Assignment;
using ExpertRouter.Evaluation.Experiments;

namespace ExpertRouter.App.Routing.Simulation;

/// <summary><c>route simulate</c>: a project's issue history through the whole pipeline, measured. Stateless and thread-safe.</summary>
public static class RouteSimulation
{
    private const int Report = 500;

    /// <summary>Simulates an issue file.</summary>
    /// <param name="path">A <c>.jsonl</c> or <c>.jsonl.gz</c> file of either layout.</param>
    /// <param name="policy">The policy; null: more even than history by now, at the smallest price.</param>
    /// <param name="log">Takes a line now and then.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="InvalidDataException">The file is broken or too small; says where and why.</exception>
    public static Task<EvaluationReport> RunAsync(string path, IRoutingPolicy? policy, Action<string> log, CancellationToken cancellationToken) =>
        RunAsync(IssueCollection.Load(path), policy, log, cancellationToken);

    /// <summary>Simulates issues already read.</summary>
    /// <inheritdoc cref="RunAsync(string, IRoutingPolicy?, Action{string}, CancellationToken)"/>
    public static async Task<EvaluationReport> RunAsync(IssueCollection issues, IRoutingPolicy? policy, Action<string> log, CancellationToken cancellationToken)
    {
        var split = new AssignmentSplit(issues);
        if (split.Experts.Count < 2)
            throw new InvalidDataException($"{split.Name}: {split.Experts[0]} is the only one with {AssignmentSplit.MinimumIssues} past issues; routing needs somebody to choose from");
        var run = await new TicketSimulation(split, policy).RunAsync(
            done =>
            {
                if (done % Report == 0 || done == split.Issues.Count) log($"{split.Name}: {done} of {split.Issues.Count} issues");
            },
            cancellationToken);
        return SimulationReport.Of(run);
    }
}
