using ExpertRouter.Encoder.Layers;
using ExpertRouter.Encoder.Training;

namespace ExpertRouter.Encoder.Tests.Training;

public sealed class PairSourcesTests
{
    /// <summary>90 pairs of "big", 10 of "small".</summary>
    private static readonly string[] SourceOf = [.. Enumerable.Range(0, 100).Select(i => i < 90 ? "big" : "small")];

    [Fact]
    public void Draw_Power_GivesDifferentPairsOfOneSource()
    {
        var sources = new PairSources(SourceOf, 1);

        for (var seed = 0ul; seed < 20; seed++)
        {
            var drawn = sources.Draw(new SeededRandom(seed), 8);
            Assert.Equal(8, drawn.Distinct().Count());
            Assert.Single(drawn.Select(i => SourceOf[i]).Distinct());
        }
    }

    [Theory]
    [InlineData(1f, .10)] // 10 of 100
    [InlineData(.5f, .25)] // √10 / (√10 + √90) = 3.16 / 12.65
    [InlineData(0f, .50)]
    public void Draw_Power_DecidesHowOftenASmallSourceComes(float power, double share)
    {
        var sources = new PairSources(SourceOf, power);
        var random = new SeededRandom(5);

        var small = Enumerable.Range(0, 2000).Count(_ => SourceOf[sources.Draw(random, 1).Single()] == "small") / 2000.0;

        // three standard errors of 2,000 draws are at most .034
        Assert.Equal(share, small, .035);
    }

    [Fact]
    public void Draw_SourceSmallerThanTheStep_IsFilledUpFromTheOthers()
    {
        // "small" sorts last; power 0 draws it half the time
        var sources = new PairSources(SourceOf, 0);
        var drawn = Enumerable.Range(0, 50).Select(seed => sources.Draw(new SeededRandom((ulong)seed), 20)).First(pairs => pairs.Count(i => SourceOf[i] == "small") == 10);

        Assert.Equal(20, drawn.Count);
        Assert.Equal(10, drawn.Count(i => SourceOf[i] == "big"));
    }

    [Fact]
    public void Draw_NoPower_MixesTheSources()
    {
        var drawn = new PairSources(SourceOf, null).Draw(new SeededRandom(1), 100);

        Assert.Equal(100, drawn.Count);
    }
}
