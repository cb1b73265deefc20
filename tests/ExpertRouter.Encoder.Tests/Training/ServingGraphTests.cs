using ExpertRouter.Encoder.Graph;
using ExpertRouter.Encoder.Graph.Format;
using ExpertRouter.Encoder.Layers;
using ExpertRouter.Encoder.Training;
using Microsoft.ML.OnnxRuntime;

namespace ExpertRouter.Encoder.Tests.Training;

public sealed class ServingGraphTests
{
    private const int Ids = 30;

    public static TheoryData<MoePlacement> Placements() => [MoePlacement.Pooled, MoePlacement.Token];

    [Theory, MemberData(nameof(Placements))]
    public void Write_TrainedWeights_GivesTheVectorsOfTraining(MoePlacement placement)
    {
        var (architecture, table, parameters) = Start(placement);
        int[][] texts = [[3, 9, 9, 21], [5]];
        ITextInput input = placement == MoePlacement.Pooled ? new PooledTextInput(table, 0) : new TokenTextInput(table, 0);
        using var session = new SessionOptions();
        using var training = new TrainingEncoder(
            new EncoderTrainingOptions { Architecture = architecture }, input, parameters.Select(parameter => new DenseParameter(parameter)), session);

        var trained = training.Encode(texts);
        var served = Serve(Write(architecture, table, parameters, TableFormat.Full), [3, 9, 9, 21, 5, 0, 0, 0], [1, 1, 1, 1, 1, 0, 0, 0]);

        for (var i = 0; i < trained.Length; i++)
            Assert.Equal(trained[i], served[i], 1e-5);
        Assert.Equal(1, served.Take(8).Sum(x => x * x), 1e-5);
        ((IDisposable)input).Dispose();
    }

    [Theory]
    [InlineData(TableFormat.Half, 2e-3)]
    [InlineData(TableFormat.Bytes, 2e-2)]
    public void Write_SmallerTable_StaysClose(TableFormat format, double tolerance)
    {
        var (architecture, table, parameters) = Start(MoePlacement.Pooled);
        long[] ids = [3, 9, 9, 21], mask = [1, 1, 1, 1];

        var full = Serve(Write(architecture, table, parameters, TableFormat.Full), ids, mask, 1);
        var small = Serve(Write(architecture, table, parameters, format), ids, mask, 1);

        Assert.NotEqual(full, small);
        for (var i = 0; i < full.Length; i++)
            Assert.Equal(full[i], small[i], tolerance);
    }

    [Fact]
    public void Write_ExpertChoice_RefusesAndSaysWhy()
    {
        var (architecture, table, parameters) = Start(MoePlacement.Pooled);
        var leaky = architecture with { Layer = architecture.Layer with { Kind = MoeKind.ExpertChoice } };

        var error = Assert.Throws<InvalidOperationException>(() => Write(leaky, table, parameters, TableFormat.Full));

        Assert.Contains("ExpertChoice is for training only: a text's vector would depend on the other texts", error.Message, StringComparison.Ordinal);
    }

    private static (EncoderArchitecture, EmbeddingTable, IReadOnlyList<Parameter>) Start(MoePlacement placement)
    {
        var architecture = TinyCorpus.Architecture with { Placement = placement };
        var table = new EmbeddingTable(Ids, architecture.Width);
        new SeededRandom(1).FillNormal(table.Rows, .5);
        new SeededRandom(2).FillNormal(table.LogWeights, .5);
        var graph = new GraphBuilder();
        using var pooled = new PooledTextInput(table, 0);
        using var token = new TokenTextInput(table, 0);
        (placement == MoePlacement.Pooled ? (ITextInput)pooled : token).Build(graph, architecture, 9, "batch");
        return (architecture, table, graph.Parameters);
    }

    private static byte[] Write(EncoderArchitecture architecture, EmbeddingTable table, IReadOnlyList<Parameter> parameters, TableFormat format) =>
        ServingGraph.Write(architecture, table.Rows, table.LogWeights, parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Start), format).Content;

    private static float[] Serve(byte[] model, long[] ids, long[] mask, int texts = 2)
    {
        using var session = new InferenceSession(model);
        using var idValue = OrtValue.CreateTensorValueFromMemory(ids, [texts, ids.Length / texts]);
        using var maskValue = OrtValue.CreateTensorValueFromMemory(mask, [texts, mask.Length / texts]);
        using var run = new RunOptions();
        using var results = session.Run(run, ["input_ids", "attention_mask"], [idValue, maskValue], ["embedding"]);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
