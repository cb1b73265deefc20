using ExpertRouter.Core.Routing;
using ExpertRouter.Core.Routing.Policies;

namespace ExpertRouter.App.Routing.Simulation;

/// <summary>
/// Chooses how wide a tie may be: the smallest ratio whose acc@1 on the later half of the past is at most .01 below that of the best ratio. Only the
/// first three change places, so that acc@3 stays what it is. Pure.
/// </summary>
internal static class TieChoice
{
    private const double Price = .01;
    private static readonly double[] Ratios = [1, .9, .8, .7, .6, .5, .4, .3];

    /// <summary>The policy for the tickets that follow.</summary>
    /// <param name="past">Tickets whose outcome is known.</param>
    public static IRoutingPolicy On(IReadOnlyList<SimulatedTicket> past)
    {
        var later = past.Skip(past.Count / 2).ToList();
        double[] accuracies = Array.ConvertAll(Ratios, ratio => Accuracy(later, ratio));
        return Policy(Ratios[Array.FindLastIndex(accuracies, accuracy => accuracy >= accuracies.Max() - Price)]);
    }

    private static double Accuracy(IReadOnlyList<SimulatedTicket> tickets, double ratio)
    {
        var orders = PolicyReplay.Run(tickets, Policy(ratio));
        var judged = tickets.Zip(orders).Where(pair => pair.First.Expert is not null).ToList();
        return judged.Count == 0 ? 0 : judged.Average(pair => pair.Second.FirstOrDefault() == pair.First.Expert ? 1.0 : 0);
    }

    private static LessLoadedPolicy Policy(double ratio) => new(ratio, new TopPolicy(), among: 3);
}
