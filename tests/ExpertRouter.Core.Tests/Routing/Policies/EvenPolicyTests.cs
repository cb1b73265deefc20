using CsCheck;
using ExpertRouter.Core.Routing;
using ExpertRouter.Core.Routing.Policies;

namespace ExpertRouter.Core.Tests.Routing.Policies;

public sealed class EvenPolicyTests
{
    // Of three others all, two, one and none were asked less often: ranks 1, 2/3, 1/3 and 0.
    private static readonly RoutingCandidate[] Four =
    [
        new(1, 0, .40, AskedLately: 5), new(2, 0, .32, AskedLately: 2), new(3, 0, .30, AskedLately: 1), new(4, 0, .10, AskedLately: 0),
    ];

    [Theory]
    [InlineData(0, 3, 1)]
    [InlineData(.1, 3, 1)] // .300, .253, .267
    [InlineData(.2, 3, 3)] // .200, .187, .233
    [InlineData(.3, 2, 2)] // .100, .120
    [InlineData(.5, 4, 3)] // −.100, −.013, .133, .100
    [InlineData(1, 4, 4)] // −.600, −.347, −.033, .100
    [InlineData(1, 1, 1)]
    public void Choose_PriceAndNumber_TakesTheLargestIndex(double price, int among, long expected)
    {
        var choice = new EvenPolicy(price, among: among).Decide(Four);

        Assert.Equal([expected], choice.Chosen);
        Assert.Equal(Four.Select(candidate => candidate.ExpertId == expected ? 1.0 : 0.0), choice.Propensities);
        Assert.Equal(expected != 1, choice.Reason.Contains("Asked less often lately", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(.2, 1)] // .35, .25, .30
    [InlineData(.4, 3)] // .20, .10, .30
    public void Choose_AskedEquallyOften_CountHalf(double price, long expected)
    {
        // One of two others less often and one equally often: rank .75 for the first and the second.
        RoutingCandidate[] candidates = [new(1, 0, .5, AskedLately: 3), new(2, 0, .4, AskedLately: 3), new(3, 0, .3, AskedLately: 0)];

        Assert.Equal([expected], new EvenPolicy(price).Decide(candidates).Chosen);
    }

    [Fact]
    public void Choose_NobodyAskedYet_KeepsTheLikelierFirst() => Assert.Equal([1], new EvenPolicy(1).Decide(Cases.Of(.4, .3, .2)).Chosen);

    [Fact]
    public void Choose_SetBehindIt_FillsTheSetInTheNewOrder()
    {
        // Indices .200, .187, .233: order 3, 1, 2, and .30 + .40 exceeds .5.
        var choice = new EvenPolicy(.2, new SmallestSetPolicy(.5)).Decide(Four);

        Assert.Equal([3, 1], choice.Chosen);
        Assert.Equal([1, 0, 1, 0], choice.Propensities);
    }

    [Fact]
    public void Choose_OneCandidate_GetsIt() => Assert.Equal([1], new EvenPolicy(2).Decide([new(1, 0, .4, AskedLately: 9)]).Chosen);

    [Fact]
    public void Choose_NoCandidates_Abstains() => Assert.Equal(RoutingAction.Abstain, new EvenPolicy(.5).Decide([]).Action);

    [Fact]
    public void Choose_AnyCandidates_GivesUpAtMostThePriceAndOnlyForSomebodyAskedLess() =>
        Gen.Select(Cases.Any, Gen.Int[0, 9].Array[12], Gen.Double[0, 1.5]).Sample((drawn, asked, price) =>
        {
            RoutingCandidate[] candidates = [.. drawn.Select((candidate, i) => candidate with { AskedLately = asked[i] })];
            var chosen = candidates.Single(candidate => candidate.ExpertId == new EvenPolicy(price).Decide(candidates).Chosen[0]);
            return chosen == candidates[0] || (chosen.AskedLately < candidates[0].AskedLately && chosen.Probability >= candidates[0].Probability - price - 1e-12);
        });

    [Theory]
    [InlineData(-.1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Constructor_NoPrice_IsRefused(double price) => Assert.Throws<ArgumentOutOfRangeException>(() => new EvenPolicy(price));
}
