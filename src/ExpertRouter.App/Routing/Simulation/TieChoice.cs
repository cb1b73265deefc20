using ExpertRouter.Core.Routing;
using ExpertRouter.Core.Routing.Policies;

namespace ExpertRouter.App.Routing.Simulation;

/// <summary>
/// Chooses on the later half of the past how wide a tie may be. Only the first three change places, so that acc@3 stays what it is. Pure.
/// </summary>
internal static class TieChoice
{
    private const double Price = .01;
    private static readonly double[] Ratios = [1, .9, .8, .7, .6, .5, .4, .3, .2, .1];

    /// <summary>The smallest ratio whose acc@1 is at most .01 below that of the best ratio.</summary>
    /// <param name="past">Tickets whose outcome is known.</param>
    public static IRoutingPolicy Cheap(IReadOnlyList<SimulatedTicket> past)
    {
        var later = Later(past);
        double[] accuracies = Array.ConvertAll(Ratios, ratio => Accuracy(later, ratio));
        return Policy(Ratios[Array.FindLastIndex(accuracies, accuracy => accuracy >= accuracies.Max() - Price)]);
    }

    /// <summary>The largest ratio that spreads the askings more evenly than history did; the smallest where none does.</summary>
    /// <param name="past">Tickets whose outcome is known.</param>
    /// <param name="experts">Number of experts, with ids from 1.</param>
    public static IRoutingPolicy Even(IReadOnlyList<SimulatedTicket> past, int experts)
    {
        var later = Later(past);
        var history = FirstGini.Of(later.Select(ticket => ticket.Expert!.Value), experts);
        var ratio = Array.FindIndex(Ratios, ratio => FirstGini.Of(PolicyReplay.Run(later, Policy(ratio)).Select(order => order[0]), experts) < history);
        return Policy(Ratios[ratio < 0 ? ^1 : ratio]);
    }

    private static List<SimulatedTicket> Later(IReadOnlyList<SimulatedTicket> past) => [.. past.Skip(past.Count / 2).Where(ticket => ticket.Expert is not null)];

    private static double Accuracy(List<SimulatedTicket> tickets, double ratio)
    {
        var orders = PolicyReplay.Run(tickets, Policy(ratio));
        return tickets.Count == 0 ? 0 : tickets.Zip(orders).Average(pair => pair.Second.FirstOrDefault() == pair.First.Expert ? 1.0 : 0);
    }

    private static LessLoadedPolicy Policy(double ratio) => new(ratio, new TopPolicy(), among: 3);
}
