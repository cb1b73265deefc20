using CsCheck;
using ExpertRouter.Core.Routing;
using ExpertRouter.Core.Routing.Batches;

namespace ExpertRouter.Core.Tests.Routing.Batches;

public sealed class BatchTests
{
    /// <summary>Up to 12 tickets, 5 experts with capacities 0 to 4 and loads 0 to 2, probabilities in steps of 1/16, so that ties are common.</summary>
    private static readonly Gen<BatchTicket[]> Any =
        from count in Gen.Int[1, 12]
        from capacities in Gen.Int[1, 4].Array[5]
        from loads in Gen.Int[0, 2].Array[5]
        from probabilities in Gen.Int[0, 16].Array[60]
        select (BatchTicket[])[.. Enumerable.Range(0, count).Select(ticket => new BatchTicket(ticket + 1, [.. Enumerable.Range(0, 5).Select(expert =>
            new RoutingCandidate(expert + 1, 0, probabilities[(ticket * 5) + expert] / 16.0, loads[expert], capacities[expert]))]))];

    [Fact]
    public void Plan_HandWorked_TakesTheLikeliestPairsFirst()
    {
        // Ticket 1: A .9, B .8; ticket 2: A .7, B .1. A has one place: pair (1, A) .9 first, then (2, B) .1, worth 1.0;
        // the optimum is (1, B) + (2, A) = 1.5.
        BatchTicket[] batch =
        [
            new(1, [new(1, 0, .9, Capacity: 1), new(2, 0, .8, Capacity: 1)]),
            new(2, [new(1, 0, .7, Capacity: 1), new(2, 0, .1, Capacity: 1)]),
        ];

        var plan = BatchAssignment.Plan(batch);

        Assert.Equal([new BatchPick(1, 1, .9), new BatchPick(2, 2, .1)], plan.Picks);
        Assert.Equal(1.5, Optimum.Value(batch), 5);
    }

    [Fact]
    public void Plan_EquallyLikely_PrefersTheLessLoaded()
    {
        // Loads 2 of 4 and 0 of 4: the second gets the first two tickets, then both stand at 2 and take turns.
        BatchTicket[] batch = [.. Enumerable.Range(1, 4).Select(ticket =>
            new BatchTicket(ticket, [new(1, 0, .5, Load: 2, Capacity: 4), new(2, 0, .5, Load: 0, Capacity: 4)]))];

        Assert.Equal([2, 2, 1, 2], BatchAssignment.Plan(batch).Picks.Select(pick => pick.ExpertId));
    }

    [Fact]
    public void Plan_Anything_KeepsCapacitiesAndLosesNoTicket() => Any.Sample(batch =>
    {
        var plan = BatchAssignment.Plan(batch);
        var within = plan.Picks.GroupBy(pick => pick.ExpertId).All(picks => picks.Count() <= Free(batch, picks.Key));
        return within && plan.Picks.Select(pick => pick.TicketId).Concat(plan.Unassigned).Order().SequenceEqual(batch.Select(ticket => ticket.TicketId));
    });

    [Fact]
    public void Plan_Anything_IsStable() => Any.Sample(batch =>
    {
        var plan = BatchAssignment.Plan(batch);
        return batch.All(ticket => ticket.Candidates.All(candidate =>
        {
            var own = plan.Picks.FirstOrDefault(pick => pick.TicketId == ticket.TicketId)?.Probability ?? -1;
            var theirs = plan.Picks.Where(pick => pick.ExpertId == candidate.ExpertId).ToList();
            var wouldTake = theirs.Count < Free(batch, candidate.ExpertId) || theirs.Any(pick => pick.Probability < candidate.Probability);
            return candidate.Probability <= own || !wouldTake || Free(batch, candidate.ExpertId) == 0;
        }));
    });

    [Fact]
    public void Plan_Anything_IsWorthBetweenHalfAndAllOfTheOptimum() => Any.Sample(
        batch =>
        {
            var (value, optimum) = (BatchAssignment.Plan(batch).Value, Optimum.Value(batch));
            return value <= optimum + 1e-4 && value >= (optimum / 2) - 1e-4;
        },
        iter: 500);

    [Fact]
    public void Plan_RandomBatches_AreCloseToTheOptimumAndMoreEvenThanTopOne()
    {
        // 200 tickets, 20 experts with 10 places each, uniform probabilities (seed 1).
        var random = new Random(1);
        BatchTicket[] batch = [.. Enumerable.Range(1, 200).Select(ticket =>
            new BatchTicket(ticket, [.. Enumerable.Range(1, 20).Select(expert => new RoutingCandidate(expert, 0, random.NextDouble(), Capacity: 10))]))];

        var plan = BatchAssignment.Plan(batch);

        var share = plan.Value / Optimum.Value(batch);
        Assert.InRange(share, .95, 1);
        Assert.All(plan.Picks.CountBy(pick => pick.ExpertId), load => Assert.Equal(10, load.Value));
        Assert.True(batch.CountBy(ticket => ticket.Candidates.MaxBy(candidate => candidate.Probability)!.ExpertId).Max(load => load.Value) > 10);
    }

    [Fact]
    public void Plan_BelowMinimum_StaysUnassigned()
    {
        var plan = BatchAssignment.Plan([new BatchTicket(1, [new(1, 0, .2)])], minimum: .3);

        Assert.Empty(plan.Picks);
        Assert.Equal([1], plan.Unassigned);
    }

    [Fact]
    public void Pull_EnoughTickets_GivesEveryExpertExactlyK()
    {
        var random = new Random(2);
        BatchTicket[] batch = [.. Enumerable.Range(1, 9).Select(ticket =>
            new BatchTicket(ticket, [.. Enumerable.Range(1, 4).Select(expert => new RoutingCandidate(expert, 0, random.NextDouble()))]))];

        var plan = ExpertChoice.Pull(batch, each: 3);

        Assert.Equal(4 * 3, plan.Picks.Count);
        Assert.All(plan.Picks.CountBy(pick => pick.ExpertId), load => Assert.Equal(3, load.Value));
    }

    [Fact]
    public void Pull_Anything_ReportsEveryTicketNobodyTook() => Any.Sample(batch =>
    {
        var plan = ExpertChoice.Pull(batch, each: 2);
        var within = plan.Picks.GroupBy(pick => pick.ExpertId).All(picks => picks.Count() <= Math.Min(2, Free(batch, picks.Key)));
        return within && plan.Picks.Select(pick => pick.TicketId).Distinct().Concat(plan.Unassigned).Order().SequenceEqual(batch.Select(ticket => ticket.TicketId));
    });

    private static int Free(BatchTicket[] batch, long expert)
    {
        var candidate = batch[0].Candidates.Single(candidate => candidate.ExpertId == expert);
        return Math.Max(0, candidate.Capacity!.Value - candidate.Load);
    }
}
