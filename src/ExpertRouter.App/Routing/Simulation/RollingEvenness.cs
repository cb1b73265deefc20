using ExpertRouter.Core.Routing;
using ExpertRouter.Core.Routing.Policies;

namespace ExpertRouter.App.Routing.Simulation;

/// <summary>
/// <see cref="EvenPolicy"/> with the price that evenness takes by now: every 50 tickets the smallest price whose askings, replayed over the latest 500
/// tickets with a known outcome, have a Gini index .01 or more below that of who took those tickets. Where no price does, the smallest of those with the least Gini. Only the first three
/// change places, so that acc@3 stays what it is. Before there are so many outcomes nothing is given up. Not thread-safe.
/// </summary>
/// <param name="experts">Number of experts, with ids from 1.</param>
internal sealed class RollingEvenness(int experts)
{
    private const int Judged = 500;
    private const int RechosenAfter = 50;
    private const double Margin = .01;

    private static readonly EvenPolicy[] Prices = [.. Enumerable.Range(0, 31).Select(step => new EvenPolicy(step / 10.0))];

    private readonly PolicyReplay[] _replays = Array.ConvertAll(Prices, price => new PolicyReplay(price));
    private readonly Queue<(long Took, long[] Asked)> _latest = new();
    private int _tickets;

    /// <summary>What the policy is called while its price changes.</summary>
    public const string Name = "even, price by the latest 500 outcomes";

    /// <summary>The policy for the next ticket.</summary>
    public IRoutingPolicy Policy { get; private set; } = Prices[0];

    /// <summary>Takes in a ticket whose outcome is known.</summary>
    public void Note(SimulatedTicket ticket)
    {
        long[] asked = Array.ConvertAll(_replays, replay => replay.Next(ticket).FirstOrDefault());
        if (ticket.Expert is { } took) _latest.Enqueue((took, asked));
        if (_latest.Count > Judged) _latest.Dequeue();
        if (++_tickets % RechosenAfter == 0 && _latest.Count == Judged) Policy = Choose();
    }

    private EvenPolicy Choose()
    {
        var goal = FirstGini.Of(_latest.Select(ticket => ticket.Took), experts) - Margin;
        double[] unevenness = [.. Prices.Select((_, price) => FirstGini.Of(_latest.Select(ticket => ticket.Asked[price]), experts))];
        var cheapest = Array.FindIndex(unevenness, gini => gini <= goal);
        return Prices[cheapest >= 0 ? cheapest : Array.IndexOf(unevenness, unevenness.Min())];
    }
}
