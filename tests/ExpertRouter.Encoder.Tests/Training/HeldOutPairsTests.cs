using ExpertRouter.Encoder.Training;

namespace ExpertRouter.Encoder.Tests.Training;

public sealed class HeldOutPairsTests
{
    /// <summary>CRC-32 of "123456789" is CBF43926, as of every CRC-32: 3,421,780,262 / 2³² = .79670.</summary>
    [Theory]
    [InlineData(.79f, false)]
    [InlineData(.80f, true)]
    public void Contains_CheckWordOfTheCode_StandsAtItsPlace(float share, bool held) => Assert.Equal(held, HeldOutPairs.Contains("123456789", share));

    [Fact]
    public void Contains_NoneAndAll_AreExact()
    {
        Assert.False(HeldOutPairs.Contains("anything", 0));
        Assert.True(HeldOutPairs.Contains("anything", 1));
    }

    [Fact]
    public void Encode_OtherSeedAndSources_HoldOutTheSamePairs()
    {
        var options = TinyCorpus.Options("unused");
        var all = TrainingCorpus.Encode(options, [], TinyCorpus.Pairs);
        var even = TrainingCorpus.Encode(options with { Seed = 9 }, [], [.. TinyCorpus.Pairs.Where(pair => pair.Source == "even")]);

        Assert.NotEmpty(even.ValidationPairs);
        Assert.Equal(
            all.ValidationPairs.Where(pair => pair.Source == "even").Select(pair => Words(all, pair.Anchor)),
            even.ValidationPairs.Select(pair => Words(even, pair.Anchor)));
        Assert.Equal(100, all.Pairs.Count + all.ValidationPairs.Count);
    }

    private static string Words(TrainingCorpus corpus, int[] ids) => string.Join(' ', ids.Select(corpus.Vocabulary.WordOf));
}
