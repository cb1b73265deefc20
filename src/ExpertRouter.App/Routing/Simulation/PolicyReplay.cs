using ExpertRouter.App.Routing.Rules;
using ExpertRouter.Core.Routing;

namespace ExpertRouter.App.Routing.Simulation;

/// <summary>
/// What another policy would have chosen among the candidates of a simulation. In the simulation tickets end with who had them in
/// history, whatever the policy does; only how often somebody was asked lately depends on the policy, and is counted anew. Tickets are passed in the order of
/// their arrival. Not thread-safe.
/// </summary>
internal sealed class PolicyReplay(IRoutingPolicy policy)
{
    private readonly Queue<(DateTimeOffset At, IReadOnlyList<long> Asked)> _lately = new();
    private readonly Dictionary<long, int> _counts = [];

    /// <summary>The experts in the order of the policy: who is asked, then the other candidates.</summary>
    public long[] Next(SimulatedTicket ticket)
    {
        while (_lately.TryPeek(out var old) && old.At <= ticket.At - FactsReader.Lately)
        {
            foreach (var expert in _lately.Dequeue().Asked) _counts[expert]--;
        }

        RoutingCandidate[] candidates = [.. ticket.Decision.Candidates.Select(candidate => candidate with { AskedLately = _counts.GetValueOrDefault(candidate.ExpertId) })];
        var choice = policy.Choose(candidates, new Random(ticket.Decision.Seed));
        foreach (var expert in choice.Chosen) _counts[expert] = _counts.GetValueOrDefault(expert) + 1;
        _lately.Enqueue((ticket.At, choice.Chosen));
        return Order(choice, candidates);
    }

    /// <summary>All tickets, from the first.</summary>
    public static IReadOnlyList<long[]> Run(IReadOnlyList<SimulatedTicket> tickets, IRoutingPolicy policy)
    {
        var replay = new PolicyReplay(policy);
        return [.. tickets.Select(replay.Next)];
    }

    /// <summary>Who is asked, then the other candidates.</summary>
    public static long[] Order(RoutingChoice choice, IReadOnlyList<RoutingCandidate> candidates) =>
        [.. choice.Chosen.Concat(candidates.Select(candidate => candidate.ExpertId).Except(choice.Chosen))];
}
