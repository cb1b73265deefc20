using ExpertRouter.Encoder.Graph;
using ExpertRouter.Encoder.Graph.Format;
using ExpertRouter.Encoder.Graph.Ops;
using ExpertRouter.Encoder.Serving;
using ExpertRouter.Encoder.Serving.Pooled;

namespace ExpertRouter.Encoder.Tests.Serving;

public sealed class TokenTableTests
{
    private static float[] Pool(TokenTable table, params int[] ids)
    {
        var mean = new float[table.Width];
        Array.Fill(mean, 9);
        table.Pool(ids, mean);
        return mean;
    }

    /// <summary>Stores rows and columns as a file does that adds them all up.</summary>
    private static (byte[] Model, PooledCut Cut) Store(Func<GraphBuilder, Value> rows, float[] weights, float[]? scales = null)
    {
        var graph = new GraphBuilder();
        var table = rows(graph);
        var weightColumn = graph.Constant(weights, weights.Length, 1);
        var scaleColumn = scales is null ? null : graph.Constant(scales, scales.Length, 1);
        var sum = graph.Times(table.Type == OnnxType.F32 ? table : graph.Cast(table, OnnxType.F32), scaleColumn is null ? weightColumn : graph.Times(weightColumn, scaleColumn));
        return (
            OnnxModelWriter.Write(graph, [("y", sum)], ParameterPlacement.Stored),
            new PooledCut { Rows = table.Name, RowScales = scaleColumn?.Name, TokenWeights = weightColumn.Name, Pooled = "z" });
    }

    private static TokenTable Bytes(sbyte[] rows, float[] weights, float[] scales)
    {
        var (model, cut) = Store(graph => graph.Constant(rows, weights.Length, rows.Length / weights.Length), weights, scales);
        return TokenTable.Read(model, cut);
    }

    [Fact]
    public void Pool_ScaledBytes_IsTheWeightedMean()
    {
        var table = Bytes([10, 20, 30, -40, 50, 60], [1, 3, 4], [1, 0.1f, 0.5f]);

        Assert.Equal(2, table.Width);
        // (3 · 3 + 1 · 10) / 4, (3 · (−4) + 1 · 20) / 4
        Assert.Equal([4.75f, 2f], Pool(table, 1, 0), (a, b) => Math.Abs(a - b) < 1e-5);
        // (1 · 10 + 4 · 25 + 4 · 25) / 9, (20 + 4 · 30 + 4 · 30) / 9
        Assert.Equal([210f / 9, 260f / 9], Pool(table, 0, 2, 2), (a, b) => Math.Abs(a - b) < 1e-5);
        Assert.Equal([25f, 30f], Pool(table, 2));
    }

    [Fact]
    public void Pool_FullAndHalfFloats_IsTheWeightedMean()
    {
        float[] rows = [1, 2, 3, 4, 5, 6], weights = [1, 3];
        var (full, fullCut) = Store(graph => graph.Constant(rows, 2, 3), weights);
        var (half, halfCut) = Store(graph => graph.Constant([.. rows.Select(number => (Half)number)], 2, 3), weights);

        // (1 + 3 · 4) / 4, (2 + 3 · 5) / 4, (3 + 3 · 6) / 4
        Assert.Equal([3.25f, 4.25f, 5.25f], Pool(TokenTable.Read(full, fullCut), 0, 1));
        Assert.Equal([3.25f, 4.25f, 5.25f], Pool(TokenTable.Read(half, halfCut), 0, 1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(40)]
    public void Pool_AnyNumberOfTokens_CountsEachOnce(int count)
    {
        var table = Bytes([1, 2, 4, 8, 16, 32, 64], [.. Enumerable.Repeat(1f, 7)], [.. Enumerable.Repeat(1f, 7)]);
        int[] ids = [.. Enumerable.Range(0, count).Select(i => i % 7)];

        Assert.Equal((float)ids.Average(id => 1 << id), Pool(table, ids)[0], 1e-4);
    }

    [Fact]
    public void Pool_NoTokens_IsNotANumber() => Assert.All(Pool(Bytes([1, 2], [1], [1])), number => Assert.True(float.IsNaN(number)));

    [Fact]
    public void Pool_IdBeyondTheTable_Throws() => Assert.ThrowsAny<Exception>(() => Pool(Bytes([1, 2], [1], [1]), 1));

    [Fact]
    public void Read_TensorsThatDoNotFit_SaysWhich()
    {
        var (model, cut) = Store(graph => graph.Constant([1f, 2, 3, 4], 2, 2), [1, 1]);

        Assert.Contains("no tensor 'rows'", Assert.Throws<InvalidDataException>(() => TokenTable.Read(model, cut with { Rows = "rows" })).Message, StringComparison.Ordinal);
        Assert.Contains("no stored float tensor [2, 1]", Assert.Throws<InvalidDataException>(() => TokenTable.Read(model, cut with { RowScales = cut.Rows })).Message, StringComparison.Ordinal);
        var integers = Store(graph => graph.Cast(graph.Constant([1L, 2], 2, 1), OnnxType.F32), [1, 1]);
        Assert.Contains("const_0", Assert.Throws<InvalidDataException>(() => TokenTable.Read(integers.Model, integers.Cut with { Rows = "const_0" })).Message, StringComparison.Ordinal);
    }
}
