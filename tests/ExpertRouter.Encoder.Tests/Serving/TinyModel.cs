using System.Security.Cryptography;
using ExpertRouter.Encoder.Graph;
using ExpertRouter.Encoder.Graph.Format;
using ExpertRouter.Encoder.Graph.Ops;
using ExpertRouter.Encoder.Serving;
using ExpertRouter.Encoder.Tokenization;

namespace ExpertRouter.Encoder.Tests.Serving;

/// <summary>Builds model folders of a few kilobytes: embedding table, masked mean, four routed linear experts, unit length.</summary>
internal sealed class TinyModel : IDisposable
{
    public const int Dimension = 8;
    private const int Experts = 4;
    private const int Room = 4;

    public TinyModel()
    {
        var builder = new WordVocabularyBuilder();
        builder.Add("the printer does not print after an update of its driver network card cable");
        Vocabulary = builder.Build(1, 100, null, new WordTokenizerOptions { Buckets = 64 });
        Folder = Directory.CreateTempSubdirectory("model").FullName;
    }

    public string Folder { get; }

    public WordVocabulary Vocabulary { get; }

    public string ModelPath => Path.Combine(Folder, "model.onnx");

    public string VocabularyPath => Path.Combine(Folder, "words.txt");

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>Pools in the graph.</summary>
    public TinyModel WritePooled(TinyRouting routing = TinyRouting.Dropless, bool masked = true, int tableRows = 0, float? poison = null)
    {
        var graph = new GraphBuilder();
        var (tokens, mask) = Tokens(graph, tableRows, poison);
        var weights = masked ? mask : graph.FilledLike(mask, 1);
        var pooled = graph.DividedBy(graph.Sum(graph.Times(tokens, weights), false, 1), graph.Sum(weights, false, 1));
        var vector = graph.L2Normalize(graph.Plus(pooled, Routed(graph, pooled, routing)));
        return Write(graph, vector, PoolingKind.InGraph);
    }

    /// <summary>Leaves pooling to serving: [batch, tokens, dimension].</summary>
    public TinyModel WriteTokens(PoolingKind pooling, float? last = null)
    {
        var graph = new GraphBuilder();
        var (tokens, _) = Tokens(graph, 0, last);
        return Write(graph, graph.Tanh(tokens), pooling);
    }

    public TinyModel Change(Func<ModelManifest, ModelManifest> change)
    {
        change(ModelManifest.Load(Folder)).Save(Folder);
        return this;
    }

    /// <summary>A row of the embedding table.</summary>
    public float[] Row(int id) => Numbers(1, Vocabulary.IdCount * Dimension)[(id * Dimension)..((id + 1) * Dimension)];

    private (Value Tokens, Value Mask) Tokens(GraphBuilder graph, int rows, float? last)
    {
        rows = rows == 0 ? Vocabulary.IdCount : rows;
        var ids = graph.Input("input_ids", OnnxType.I64, "batch", "tokens");
        var mask = graph.Unsqueeze(graph.Cast(graph.Input("attention_mask", OnnxType.I64, "batch", "tokens"), OnnxType.F32), -1);
        var numbers = Numbers(1, rows * Dimension);
        if (last is { } number)
            numbers.AsSpan(numbers.Length - Dimension).Fill(number);
        return (graph.Gather(graph.Parameter("table", new(rows, Dimension), numbers), ids), mask);
    }

    private static Value Routed(GraphBuilder graph, Value x, TinyRouting routing)
    {
        var logits = graph.MatMul(x, graph.Parameter("router", new(Dimension, Experts), Numbers(2, Dimension * Experts)));
        var probabilities = graph.Softmax(graph.Times(logits, 4));
        var gates = graph.Times(probabilities, Mask(graph, probabilities, routing));
        var expertWeights = graph.Parameter("experts", new(Dimension, Experts * Dimension), Numbers(3, Dimension * Experts * Dimension));
        var outputs = graph.Reshape(graph.MatMul(x, expertWeights), "batch", Experts, Dimension);
        return graph.Sum(graph.Times(outputs, graph.Unsqueeze(gates, -1)), false, 1);
    }

    private static Value Mask(GraphBuilder graph, Value probabilities, TinyRouting routing)
    {
        var axis = routing == TinyRouting.ExpertChoice ? 0 : -1;
        var count = routing == TinyRouting.ExpertChoice ? RoomOf(graph, probabilities) : graph.Integers(1);
        var (values, indices) = graph.TopK(probabilities, count, routing == TinyRouting.ExpertChoice ? "taken" : 1, axis);
        var chosen = graph.ScatterElements(graph.FilledLike(probabilities, 0), indices, graph.FilledLike(values, 1), axis);
        if (routing != TinyRouting.CapacityTop1)
            return chosen;
        var before = graph.TransposeMatrix(graph.ExclusiveCumulativeSum(graph.TransposeMatrix(chosen)));
        return graph.Times(chosen, graph.Cast(graph.IsAtMost(before, graph.Scalar(Room - 0.5f)), OnnxType.F32));
    }

    /// <summary>min(texts, 4).</summary>
    private static Value RoomOf(GraphBuilder graph, Value probabilities) =>
        graph.Add("Min", OnnxType.I64, new(1), [graph.Gather(graph.ShapeOf(probabilities), graph.Integers(0)), graph.Integers(Room)]);

    private TinyModel Write(GraphBuilder graph, Value output, PoolingKind pooling)
    {
        var model = OnnxModelWriter.Write(graph, [("sentence_embedding", output)], ParameterPlacement.Stored);
        File.WriteAllBytes(ModelPath, model);
        Vocabulary.Save(VocabularyPath);
        new ModelManifest
        {
            Name = "tiny",
            Model = "model.onnx",
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(model)),
            Dimension = Dimension,
            MaxTokens = 32,
            Pooling = pooling,
            Tokenizer = new TokenizerManifest { Kind = TokenizerKind.Words, File = "words.txt", Sha256 = Vocabulary.Fingerprint },
        }.Save(Folder);
        return this;
    }

    private static float[] Numbers(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)(random.NextDouble() * 2 - 1))];
    }
}
