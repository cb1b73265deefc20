using ExpertRouter.App.Routing.Deciding.Trees;
using ExpertRouter.App.Routing.Rules;
using ExpertRouter.Core.Routing.Policies;
using Microsoft.Extensions.Options;

namespace ExpertRouter.App.Routing;

/// <summary>Checks section <c>Routing</c>; every message names the key and what it takes. Thread-safe.</summary>
internal sealed class RoutingOptionsValidation : IValidateOptions<RoutingOptions>
{
    public ValidateOptionsResult Validate(string? name, RoutingOptions options)
    {
        string[] problems = [.. Problems(options)];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(RoutingOptions options)
    {
        if (options.Depth is < 1 or > 1000)
            yield return "Routing:Depth is from 1 to 1000.";
        if (options.MostRounds < 1)
            yield return "Routing:MostRounds is 1 at least.";
        if (options.Capacity < 1)
            yield return "Routing:Capacity is 1 at least, or missing for no limit.";
        if (options.OffersPerWeek < 1)
            yield return "Routing:OffersPerWeek is 1 at least, or missing for no limit.";
        if (new[] { options.DecisionDue, options.AnswerDue, options.AbstainedDue, options.ResolutionDue, options.ReminderDue }.Any(due => due <= TimeSpan.Zero))
            yield return "Routing: DecisionDue, AnswerDue, AbstainedDue, ResolutionDue and ReminderDue are above 0.";
        if (!WorkingHours.IsZone(options.TimeZone))
            yield return $"Routing:TimeZone: '{options.TimeZone}' is no time zone that this machine knows; give an IANA id such as Europe/Lisbon.";
        if (!Enum.IsDefined(options.Trees.Mode))
            yield return $"Routing:Trees:Mode is {string.Join(", ", Enum.GetNames<TreeMode>())}.";
        if (options.Trees.MinimumOutcomes < 1)
            yield return "Routing:Trees:MinimumOutcomes is 1 at least.";
        if (PolicyProblem(options.Policy) is { } problem)
            yield return $"Routing:Policy: {problem}";
    }

    private static string? PolicyProblem(string policy)
    {
        try
        {
            PolicyParser.Parse(policy);
            return null;
        }
        catch (FormatException problem)
        {
            return problem.Message;
        }
    }
}
