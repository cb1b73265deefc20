using CsCheck;
using ExpertRouter.Core.Routing;
using ExpertRouter.Core.Routing.Policies;

namespace ExpertRouter.Core.Tests.Routing.Policies;

public sealed class SmallestSetPolicyTests
{
    private const int NoCap = 100;

    [Fact]
    public void Choose_CumulativeCrosses_IncludesWhoCrosses()
    {
        // .25 does not exceed .4, .25 + .25 does.
        var choice = new SmallestSetPolicy(.4).Decide(Cases.Of(.25, .25, .25, .25));

        Assert.Equal(RoutingAction.Offer, choice.Action);
        Assert.Equal([1, 2], choice.Chosen);
        Assert.Equal([1, 1, 0, 0], choice.Propensities);
    }

    [Fact]
    public void Choose_SumEqualsMass_AsksOneMore() =>
        Assert.Equal([1, 2, 3], new SmallestSetPolicy(.5).Decide(Cases.Of(.25, .25, .25, .25)).Chosen);

    [Fact]
    public void Choose_Uniform_AsksFloorOfMassTimesExpertsPlusOne() => Gen.Select(Gen.Int[0, 5], Gen.Int[0, 63]).Sample((power, part) =>
    {
        var experts = 1 << power;
        var mass = part / 64.0;
        var asked = new SmallestSetPolicy(mass, NoCap).Decide(Cases.Of([.. Enumerable.Repeat(1.0 / experts, experts)])).Chosen.Count;
        return asked == (int)(mass * experts) + 1;
    });

    [Fact]
    public void Choose_Anything_AsksAtLeastOneAndMoreForMoreMass() => Gen.Select(Cases.Any, Gen.Int[0, 130], Gen.Int[0, 130]).Sample((candidates, one, other) =>
    {
        var few = Asked(Math.Min(one, other) / 128.0, candidates);
        var many = Asked(Math.Max(one, other) / 128.0, candidates);
        return few >= 1 && few <= many;
    });

    [Fact]
    public void Choose_Anything_AsksOneOnlyIfTheBestExceedsMass() => Gen.Select(Cases.Any, Gen.Int[0, 127]).Sample((candidates, mass) =>
        candidates.Length == 1 || Asked(mass / 128.0, candidates) == 1 == candidates[0].Probability > mass / 128.0);

    [Fact]
    public void Choose_MassOne_AsksEverybody() => Cases.Any.Sample(candidates => Asked(1, candidates) == candidates.Length);

    [Fact]
    public void Choose_ManyNeeded_StopsAtTheCapAndSaysSo()
    {
        var choice = new SmallestSetPolicy(.9, cap: 2).Decide(Cases.Of(.25, .25, .25, .25));

        Assert.Equal([1, 2], choice.Chosen);
        Assert.Contains("at most 2", choice.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Choose_HarderTicket_ReachesMorePeople() =>
        Assert.True(Asked(.4, Cases.Of(.2, .2, .2, .2, .2)) > Asked(.4, Cases.Of(.8, .05, .05, .05, .05)));

    [Fact]
    public void Choose_NoCandidates_Abstains() => Assert.Equal(RoutingAction.Abstain, new SmallestSetPolicy().Decide([]).Action);

    private static int Asked(double mass, RoutingCandidate[] candidates) => new SmallestSetPolicy(mass, NoCap).Decide(candidates).Chosen.Count;
}
