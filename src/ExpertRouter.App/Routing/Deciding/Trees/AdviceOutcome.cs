using ExpertRouter.Core.Routing;
using ExpertRouter.Learning.ExpertiseTrees;

namespace ExpertRouter.App.Routing.Deciding.Trees;

/// <summary>What came of asking an expert at a decision whose advice was kept. Immutable.</summary>
/// <param name="Traits">The ticket.</param>
/// <param name="Advisers">The rankers.</param>
/// <param name="Advice">What they said of those who could be asked, ranker by ranker.</param>
/// <param name="Arms">How many could be asked.</param>
/// <param name="Arm">Who of them was.</param>
/// <param name="Propensity">With which probability.</param>
/// <param name="Reward">1 if the expert resolved the ticket, else 0.</param>
internal sealed record AdviceOutcome(
    TicketTraits Traits, IReadOnlyList<string> Advisers, double[] Advice, int Arms, int Arm, double Propensity, double Reward)
{
    /// <summary>Of a decision; null where there is nothing to learn: no advice was kept, or the router did not ask this expert.</summary>
    public static AdviceOutcome? Of(RoutingDecision decision, long expert, double reward)
    {
        if (decision.Advice is not { } said || !decision.Choice.Chosen.Contains(expert))
            return null;
        var places = said.Experts.Index().ToDictionary(entry => entry.Item, entry => entry.Index);
        var arms = decision.Candidates.Index().Where(candidate => places.ContainsKey(candidate.Item.ExpertId)).ToList();
        var arm = arms.FindIndex(candidate => candidate.Item.ExpertId == expert);
        if (arm < 0 || decision.Choice.Propensities[arms[arm].Index] <= 0)
            return null;
        var advice = Enumerable.Range(0, said.Advisers.Count)
            .SelectMany(adviser => arms.Select(candidate => said.Scores[(adviser * said.Experts.Count) + places[candidate.Item.ExpertId]]));
        return new AdviceOutcome(said.Traits, said.Advisers, [.. advice], arms.Count, arm, decision.Choice.Propensities[arms[arm].Index], reward);
    }

    /// <summary>As a tree learns it.</summary>
    public AdviceSample ToSample(ContextFrame frame) => new(new AdviceRound(frame.ContextOf(Traits), Advice, Arms), Arm, Propensity, Reward);
}
