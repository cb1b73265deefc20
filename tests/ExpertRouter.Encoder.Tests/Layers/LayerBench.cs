using ExpertRouter.Encoder.Graph;
using ExpertRouter.Encoder.Layers;
using ExpertRouter.Encoder.Tests.Graph;

namespace ExpertRouter.Encoder.Tests.Layers;

/// <summary>One layer over rows of given width, its parameters open for change between runs.</summary>
internal sealed class LayerBench : IDisposable
{
    private readonly GraphRunner runner;
    private readonly bool hasGates;
    private readonly bool hasLoss;

    public LayerBench(MoeOptions options, int width, ulong seed = 1)
    {
        Width = width;
        Graph = new GraphBuilder();
        var x = Graph.Input("x", OnnxType.F32, "rows", width);
        var ids = Graph.Input("ids", OnnxType.I64, "rows");
        Layer = MoeLayers.Create(options);
        var result = Layer.Build(Graph, new WeightInitializer(Graph, seed), new MoeInput(x, null, ids));
        hasGates = result.Gates is not null;
        hasLoss = result.AuxiliaryLoss is not null;
        runner = new GraphRunner(Graph, [.. new[] { result.Output, result.Gates, result.AuxiliaryLoss }.OfType<Value>()]);
    }

    public int Width { get; }

    public GraphBuilder Graph { get; }

    public IMoeLayer Layer { get; }

    public float[] this[string parameter] => Graph.Parameters.Single(candidate => candidate.Name == parameter).Start;

    /// <summary>Rows in, (output rows, gate rows, auxiliary loss) out.</summary>
    public (float[][] Output, float[][] Gates, float Loss) Run(IReadOnlyList<float[]> rows, long[]? ids = null)
    {
        var feeds = Graph.Parameters.ToDictionary(
            parameter => parameter.Name,
            parameter => ((Array)parameter.Start, parameter.Value.Shape.Dims.Select(dim => dim.Size).ToArray()));
        feeds["x"] = (rows.SelectMany(row => row).ToArray(), [rows.Count, Width]);
        feeds["ids"] = (ids ?? [.. Enumerable.Range(0, rows.Count).Select(i => (long)i)], [rows.Count]);
        var results = runner.Run(feeds);
        var gates = hasGates ? Rows(results[1], rows.Count) : [];
        return (Rows(results[0], rows.Count), gates, hasLoss ? results[^1][0] : 0);
    }

    public static float[][] RandomRows(int count, int width, int seed = 5, float scale = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, width).Select(_ => scale * (random.NextSingle() * 2 - 1)).ToArray())];
    }

    public void Dispose() => runner.Dispose();

    private static float[][] Rows(float[] flat, int count) => [.. flat.Chunk(flat.Length / count)];
}
