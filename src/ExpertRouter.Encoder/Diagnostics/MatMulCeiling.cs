using ExpertRouter.Encoder.Graph;
using ExpertRouter.Encoder.Graph.Format;
using ExpertRouter.Encoder.Graph.Ops;
using ExpertRouter.Encoder.Serving;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.ML.OnnxRuntime;

namespace ExpertRouter.Encoder.Diagnostics;

/// <summary>
/// Compares a model with the least that its arithmetic can cost: a single MatMul [texts, width] · [width, n] of as many floating-point operations as
/// all matrix products of the model with stored matrices together (2 · rows · columns each), in the same runtime with the same threads. For models whose
/// layers work on pooled vectors.
/// </summary>
public static class MatMulCeiling
{
    private const int Turn = 10;
    private const int Batches = 16;

    /// <param name="tokens">tokens of every text.</param>
    /// <param name="batch">texts in one run.</param>
    /// <param name="rounds">runs of each; the fastest counts, since a busy machine only ever adds time. They take turns of ten, since idle threads of the
    /// runtime go on looking for work for a while and would take a core from the other.</param>
    /// <exception cref="ModelLoadException">The folder cannot be served.</exception>
    public static EncodingSpeed Measure(string folder, int tokens, int batch, int threads, int rounds, TimeProvider time)
    {
        using var model = EncoderModel.Load(folder, new EncoderOptions { Device = DeviceChoice.Cpu, Threads = threads }, NullLogger.Instance);
        var matrices = new OnnxGraph(File.ReadAllBytes(Path.Combine(folder, model.Manifest.Model))).Tensors
            .Where(tensor => tensor.Dimensions is [var rows, > 1] && rows > 1 && rows != model.Tokenizer.IdCount)
            .ToArray();
        var flops = matrices.Sum(tensor => 2.0 * tensor.Count);
        var width = matrices.MaxBy(tensor => tensor.Count)!.Dimensions.Min();
        var columns = (int)Math.Round(flops / (2 * width));
        int[][][] batches = [.. Enumerable.Range(0, Batches).Select(b => Texts(b * batch, batch, tokens, model.Tokenizer.IdCount))];

        using var session = Product((int)width, columns, batch, threads);
        using var input = OrtValue.CreateTensorValueFromMemory(new float[batch * width], [batch, width]);
        using var run = new RunOptions();
        var (fastestModel, fastestProduct) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var round = 0; round < rounds; round += Turn)
        {
            var turn = Math.Min(Turn, rounds - round);
            for (var i = 0; i < turn; i++)
                fastestModel = Least(fastestModel, Time(time, () => model.Encode(batches[(round + i) % Batches], run)));
            for (var i = 0; i < turn; i++)
                fastestProduct = Least(fastestProduct, Time(time, () => session.Run(run, ["x"], [input], ["y"]).Dispose()));
        }

        return new EncodingSpeed(batch / fastestModel.TotalSeconds, batch / fastestProduct.TotalSeconds, flops);
    }

    /// <summary>Ids all over the table, other ones in every text.</summary>
    private static int[][] Texts(int first, int count, int tokens, int ids) =>
        [.. Enumerable.Range(first, count).Select(text => Enumerable.Range(0, tokens).Select(i => 1 + (text * 7919 + i * 104729) % (ids - 1)).ToArray())];

    private static TimeSpan Time(TimeProvider time, Action run)
    {
        var start = time.GetTimestamp();
        run();
        return time.GetElapsedTime(start);
    }

    private static InferenceSession Product(int width, int columns, int batch, int threads)
    {
        var graph = new GraphBuilder();
        var weights = Enumerable.Range(0, width * columns).Select(i => i % 13 / 13f).ToArray();
        var product = graph.MatMul(graph.Input("x", OnnxType.F32, batch, width), graph.Constant(weights, width, columns));
        using var options = new SessionOptions { IntraOpNumThreads = threads };
        return new InferenceSession(OnnxModelWriter.Write(graph, [("y", product)], ParameterPlacement.Stored), options);
    }

    private static TimeSpan Least(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
