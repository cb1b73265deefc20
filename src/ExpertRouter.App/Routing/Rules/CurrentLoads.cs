namespace ExpertRouter.App.Routing.Rules;

/// <summary>How much experts have to do, as the store had it; decisions that are not stored yet are counted on. Not thread-safe.</summary>
/// <param name="counts">Of experts who have something; all others have nothing.</param>
public sealed class CurrentLoads(Dictionary<long, CurrentLoads.Counts> counts)
{
    /// <summary>The facts with these counts.</summary>
    public CandidateFacts Of(CandidateFacts expert)
    {
        var known = counts.GetValueOrDefault(expert.ExpertId);
        return expert with { Load = known.Load, OffersThisWeek = known.OffersThisWeek, AskedLately = known.AskedLately };
    }

    /// <summary>Counts a ticket that the router has just offered.</summary>
    public void Offered(long expertId)
    {
        var known = counts.GetValueOrDefault(expertId);
        counts[expertId] = new Counts(known.Load + 1, known.OffersThisWeek + 1, known.AskedLately + 1);
    }

    /// <summary>Counts of one expert.</summary>
    /// <param name="Load">See <see cref="CandidateFacts.Load"/>.</param>
    /// <param name="OffersThisWeek">See <see cref="CandidateFacts.OffersThisWeek"/>.</param>
    /// <param name="AskedLately">See <see cref="CandidateFacts.AskedLately"/>.</param>
    public readonly record struct Counts(int Load, int OffersThisWeek, int AskedLately);
}
