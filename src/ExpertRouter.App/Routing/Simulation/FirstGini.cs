using ExpertRouter.Evaluation.Metrics;

namespace ExpertRouter.App.Routing.Simulation;

/// <summary>How unevenly tickets are spread over experts. Pure.</summary>
internal static class FirstGini
{
    /// <summary>Gini of the tickets per expert, those without any included.</summary>
    /// <param name="asked">Per ticket who gets it.</param>
    /// <param name="experts">Number of experts, with ids from 1.</param>
    public static double Of(IEnumerable<long> asked, int experts)
    {
        var counts = asked.CountBy(expert => expert).ToDictionary();
        return Exposure.Gini([.. Enumerable.Range(1, experts).Select(id => (double)counts.GetValueOrDefault(id))]);
    }
}
