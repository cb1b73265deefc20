using ExpertRouter.Encoder.Training;

namespace ExpertRouter.Encoder.Tests.Training;

public sealed class HardNegativeIndexTests
{
    [Fact]
    public void Find_TextThatSharesMostWords_ButNotTheOwnOne()
    {
        int[][] texts = [[1, 2, 3], [1, 2, 9], [7, 8, 9], [1, 6, 5], .. Enumerable.Range(0, 30).Select(i => new[] { 100 + i })];

        Assert.Equal(1, new HardNegativeIndex(texts).Find(0, [1, 2]));
        Assert.Equal(0, new HardNegativeIndex(texts).Find(1, [1, 2]));
    }

    [Fact]
    public void Find_NoSharedWord_StillGivesAnotherText() =>
        Assert.NotEqual(2, new HardNegativeIndex([[1], [2], [3]]).Find(2, [77]));
}
