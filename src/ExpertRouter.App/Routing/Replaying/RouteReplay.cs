using System.Globalization;
using ExpertRouter.App.Routing.Deciding;
using ExpertRouter.Core.Routing;
using ExpertRouter.Evaluation.Experiments;
using ExpertRouter.Evaluation.OffPolicy;

namespace ExpertRouter.App.Routing.Replaying;

/// <summary>
/// <c>route replay</c>: what another policy would have been worth on the decisions that were made, off-policy. Reward: 1 if the expert asked took the ticket and
/// resolved it, else 0. Only decisions that asked exactly one expert count, because what a set would have brought is not in the log. The reward model of
/// the doubly robust value is the probability that was known at the decision. Thread-safe.
/// </summary>
public sealed class RouteReplay(PastAskings askings)
{
    private const int Latest = 100_000;

    /// <summary>Compares a policy with what was in force.</summary>
    /// <exception cref="InvalidDataException">The log holds no decision that counts; says what it holds.</exception>
    public async Task<EvaluationReport> RunAsync(IRoutingPolicy policy, CancellationToken cancellationToken)
    {
        var all = await askings.ReadAsync("", Latest, cancellationToken);
        PastAsking[] single = [.. all.Where(asking => asking.Decision.Choice.Action == RoutingAction.Assign && PropensityOf(asking, asking.Decision.Choice) > 0)];
        if (single.Length == 0)
            throw new InvalidDataException($"The event log holds {all.Count} askings with an outcome, none of them from a decision that asked exactly one expert; there is nothing to compare a policy on.");
        var comparison = new OffPolicyEvaluation().Compare(
            [.. single.Select(asking => Sample(asking, asking.Decision.Choice))],
            [.. single.Select(asking => Sample(asking, policy.Choose(asking.Decision.Candidates, new Random(asking.Decision.Seed))))]);
        var conclusion = comparison.Refusal is { } refusal ? $"No conclusion: {refusal}" : string.Create(
            CultureInfo.InvariantCulture,
            $"{(comparison.Better ? "Better" : "Not shown to be better")}: difference {comparison.Difference.Value:+0.000;-0.000} [{comparison.Difference.Interval.Lower:+0.000;-0.000}, {comparison.Difference.Interval.Upper:+0.000;-0.000}]");
        var left = $"{single.Length} of {all.Count} askings with an outcome count: the others were made together with further ones";
        return new EvaluationReport("route replay",
        [
            Row("policy in force", comparison.Current, []),
            Row(policy.Version, comparison.Candidate, single.Length < all.Count ? [conclusion, left] : [conclusion]),
        ]);
    }

    private static OffPolicySample Sample(PastAsking asking, RoutingChoice choice)
    {
        var candidates = asking.Decision.Candidates;
        var worth = candidates.Zip(choice.Propensities, (candidate, propensity) => candidate.Probability * propensity).Sum();
        var logged = candidates.First(candidate => candidate.ExpertId == asking.ExpertId).Probability;
        return new OffPolicySample(
            PropensityOf(asking, choice), PropensityOf(asking, asking.Decision.Choice), asking.Success ? 1 : 0, new RewardModel(logged, worth));
    }

    private static double PropensityOf(PastAsking asking, RoutingChoice choice) =>
        choice.Propensities[asking.Decision.Candidates.Index().First(entry => entry.Item.ExpertId == asking.ExpertId).Index];

    private static EvaluationRow Row(string system, OffPolicyEstimate estimate, IReadOnlyList<string> notes) => new()
    {
        Dataset = "event log", System = system, Queries = estimate.Samples, Notes = notes.Count > 0 ? notes : null,
        Metrics = new Dictionary<string, double>
        {
            ["IPS"] = estimate.Ips.Value, ["SNIPS"] = estimate.Snips.Value, ["DR"] = estimate.DoublyRobust!.Value,
            ["effective samples"] = estimate.EffectiveSamples, ["mean weight"] = estimate.MeanWeight,
        },
        Intervals = new Dictionary<string, Interval>
        {
            ["IPS"] = estimate.Ips.Interval, ["SNIPS"] = estimate.Snips.Interval, ["DR"] = estimate.DoublyRobust.Interval,
        },
    };
}
