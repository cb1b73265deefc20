using CsCheck;
using ExpertRouter.Core.Routing;
using ExpertRouter.Core.Routing.Policies;

namespace ExpertRouter.Core.Tests.Routing.Policies;

public sealed class ExplorationTests
{
    private const int Draws = 20_000;

    [Fact]
    public void Epsilon_HandWorked_SpreadsItsShare()
    {
        // ε = .2 over the first 2 of 3: .8 + .1 for the best, .1 for the second, none for the third.
        var choice = new EpsilonPolicy(.2, new TopPolicy(), among: 2).Decide(Cases.Of(.5, .3, .1));

        Assert.Equal([.9, .1, 0], choice.Propensities.Select(propensity => Math.Round(propensity, 12)));
    }

    [Fact]
    public void Epsilon_Zero_IsTheOtherPolicy() => Cases.Any.Sample(candidates =>
        new EpsilonPolicy(0, new TopPolicy()).Decide(candidates).Chosen.SequenceEqual(new TopPolicy().Decide(candidates).Chosen));

    [Fact]
    public void Epsilon_OtherPolicyAbstains_DisturbsNobody()
    {
        var policy = new EpsilonPolicy(1, new ThresholdPolicy(.9));

        Assert.All(Enumerable.Range(0, 20), seed => Assert.Equal(RoutingAction.Abstain, policy.Decide(Cases.Of(.5, .4), seed).Action));
    }

    [Fact]
    public void Epsilon_ManyDraws_HappenAsLogged() =>
        CompareWithLog(new EpsilonPolicy(.3, new TopPolicy(), among: 3), Cases.Of(.4, .3, .2, .05));

    [Fact]
    public void Thompson_ManyDraws_HappenAsLogged() =>
        CompareWithLog(new ThompsonPolicy(strength: 20, among: 3), Cases.Of(.4, .35, .2, .05));

    [Fact]
    public void Thompson_Anything_PropensitiesAddUpToOne() => Gen.Select(Cases.Any, Gen.Int[0, 200]).Sample((candidates, strength) =>
        Math.Abs(new ThompsonPolicy(strength).Decide(candidates).Propensities.Sum() - 1) < 1e-9);

    [Fact]
    public void Thompson_MuchKnown_IsTheMostLikely()
    {
        var choice = new ThompsonPolicy(100_000).Decide(Cases.Of(.6, .3));

        Assert.Equal([1], choice.Chosen);
        Assert.True(choice.Propensities[0] > .999999);
    }

    [Fact]
    public void Thompson_NothingKnown_IsNearlyEven()
    {
        // Both beliefs uniform over 400 cells: the second wins 399 of every 800 times, the first the ties as well.
        var propensities = new ThompsonPolicy(0).Decide(Cases.Of(.6, .3)).Propensities;

        Assert.Equal(401 / 800.0, propensities[0], 9);
        Assert.Equal(399 / 800.0, propensities[1], 9);
    }

    [Fact]
    public void Thompson_NoCandidates_Abstains() => Assert.Equal(RoutingAction.Abstain, new ThompsonPolicy(1).Decide([]).Action);

    /// <summary>Shares of 20,000 draws lie within 5 standard errors of the logged propensities.</summary>
    private static void CompareWithLog(IRoutingPolicy policy, RoutingCandidate[] candidates)
    {
        var random = new Random(11);
        var counts = new int[candidates.Length];
        for (var draw = 0; draw < Draws; draw++)
        {
            var chosen = policy.Choose(candidates, random).Chosen[0];
            counts[Array.FindIndex(candidates, candidate => candidate.ExpertId == chosen)]++;
        }

        var logged = policy.Decide(candidates).Propensities;
        for (var i = 0; i < counts.Length; i++)
            Assert.Equal(logged[i], counts[i] / (double)Draws, 5 * Math.Sqrt(logged[i] * (1 - logged[i]) / Draws) + 1e-12);
    }
}
