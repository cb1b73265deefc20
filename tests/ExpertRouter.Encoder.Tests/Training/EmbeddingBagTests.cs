using ExpertRouter.Encoder.Layers;
using ExpertRouter.Encoder.Training;

namespace ExpertRouter.Encoder.Tests.Training;

public sealed class EmbeddingBagTests
{
    [Fact]
    public void Forward_TwoTokens_IsTheirWeightedMean()
    {
        var table = new EmbeddingTable(3, 2);
        new float[] { 0, 0, 1, 2, 5, 6 }.CopyTo(table.Rows, 0);
        table.LogWeights[1] = MathF.Log(3);
        table.LogWeights[2] = 0;
        var pooled = new float[2];

        new EmbeddingBag(table).Forward([[1, 2]], pooled);

        // (3·1 + 1·5)/4 = 2, (3·2 + 1·6)/4 = 3
        Assert.Equal(2f, pooled[0], 1e-6);
        Assert.Equal(3f, pooled[1], 1e-6);
    }

    [Fact]
    public void Backward_RowsAndLogWeights_MatchDifferences()
    {
        var table = RandomTable();
        int[][] texts = [[1, 2, 2], [3], [2, 4]];
        float[] upstream = [.3f, -1, .7f, .2f, .9f, -.4f];
        var pooled = new float[6];
        var bag = new EmbeddingBag(table);
        bag.Forward(texts, pooled);
        var gradient = new TableGradient(table);

        bag.Backward(texts, pooled, upstream, gradient);

        Assert.Equal([1, 2, 3, 4], gradient.Touched);
        foreach (var id in gradient.Touched)
        {
            for (var i = 0; i < 2; i++)
                Assert.Equal(Difference(table.Rows, id * 2 + i), gradient.RowOf(id)[i], 2e-3);
            Assert.Equal(Difference(table.LogWeights, id), gradient.LogWeightOf(id), 2e-3);
        }

        float Difference(float[] numbers, int at)
        {
            var original = numbers[at];
            numbers[at] = original + .004f;
            var above = Weighted();
            numbers[at] = original - .004f;
            var below = Weighted();
            numbers[at] = original;
            return (float)((above - below) / .008);
        }

        double Weighted()
        {
            var means = new float[6];
            bag.Forward(texts, means);
            return means.Zip(upstream, (mean, weight) => (double)mean * weight).Sum();
        }
    }

    [Fact]
    public void Apply_RowsNobodyTouched_StayAsTheyWere()
    {
        var table = RandomTable();
        var before = (float[])table.Rows.Clone();
        var gradient = new TableGradient(table);
        gradient.Add(2, [1, 1], .5f, 1);

        gradient.Apply(1, .1f, .1f, 1);

        Assert.Equal(before[..4], table.Rows[..4]);
        Assert.Equal(before[6..], table.Rows[6..]);
        Assert.Equal(before[4] - .1f, table.Rows[4], 1e-5);
        Assert.Empty(gradient.Touched);
    }

    [Fact]
    public void Apply_FixedComponents_StayAsTheyWere()
    {
        var table = RandomTable();
        var before = (float[])table.Rows.Clone();
        var gradient = new TableGradient(table, 1);
        gradient.Add(2, [1, 1], .5f, 1);

        gradient.Apply(1, .1f, .1f, 1);

        Assert.Equal(before[4], table.Rows[4]);
        Assert.Equal(before[5] - .1f, table.Rows[5], 1e-5);
        Assert.Equal(0, table.SecondMoments[4]);
    }

    [Fact]
    public void DrawDropout_KeptComponents_AreScaledUp()
    {
        var mask = new float[10_000];
        EmbeddingBag.DrawDropout(new SeededRandom(3), .2f, mask);

        Assert.Equal([0f, 1.25f], mask.Distinct().Order());
        Assert.InRange(mask.Count(factor => factor == 0), 1_850, 2_150);
    }

    private static EmbeddingTable RandomTable()
    {
        var table = new EmbeddingTable(5, 2);
        new SeededRandom(4).FillNormal(table.Rows, 1);
        new SeededRandom(5).FillNormal(table.LogWeights, 1);
        return table;
    }
}
