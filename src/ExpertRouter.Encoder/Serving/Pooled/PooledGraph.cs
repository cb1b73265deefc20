using System.Buffers;
using ExpertRouter.Core.Threading;
using Microsoft.Extensions.Logging;
using Microsoft.ML.OnnxRuntime;

namespace ExpertRouter.Encoder.Serving.Pooled;

/// <summary>
/// A model cut where it pools (<see cref="PooledCut"/>): texts are pooled here, the session holds and runs the rest without the table. On
/// CPU each thread pools and encodes its own share of the texts with a single-threaded run; on other devices threads share the pooling only.
/// </summary>
internal sealed class PooledGraph : ITextGraph
{
    private const int LeastTextsOfThread = 4;
    private readonly ModelManifest _manifest;
    private readonly TokenTable _table;
    private readonly InferenceSession _session;
    private readonly int _threads;
    private readonly string[] _inputNames;
    private readonly string[] _outputNames;

    private PooledGraph(ModelManifest manifest, PooledCut cut, TokenTable table, InferenceSession session, EncoderDevice device, int threads)
    {
        _manifest = manifest;
        _table = table;
        _session = session;
        _threads = threads == 0 ? Environment.ProcessorCount : threads;
        _inputNames = [cut.Pooled];
        _outputNames = [manifest.Output];
        Device = device;
    }

    /// <inheritdoc/>
    public EncoderDevice Device { get; }

    /// <inheritdoc/>
    public bool Pads => false;

    /// <exception cref="ModelLoadException">The file cannot be cut there, or the rest does not run; says why.</exception>
    public static PooledGraph Open(string folder, byte[] model, ModelManifest manifest, PooledCut cut, EncoderOptions options, ILogger logger)
    {
        var path = Path.Combine(folder, manifest.Model);
        try
        {
            var table = TokenTable.Read(model, cut);
            var rest = CutModel.After(model, cut.Pooled, table.Width, manifest.Output);
            PooledGraph? graph = null;
            new SessionLoader(logger).Open(path, rest, options with { Threads = 1 }, (session, device) =>
            {
                graph = new PooledGraph(manifest, cut, table, session, device, options.Threads);
                using var run = new RunOptions();
                graph.Run([[0]], [new float[manifest.Dimension]], run);
            });
            return graph!;
        }
        catch (InvalidDataException e)
        {
            throw new ModelLoadException($"{path}: cut in the manifest does not fit: {e.Message}. Correct it or take it out: the model then runs whole", e);
        }
    }

    /// <inheritdoc/>
    public void Run(IReadOnlyList<int[]> texts, float[][] vectors, RunOptions run)
    {
        var pooled = ArrayPool<float>.Shared.Rent(texts.Count * _table.Width);
        try
        {
            var encodesInParts = Device == EncoderDevice.Cpu;
            InParts(texts.Count, (from, to) =>
            {
                for (var text = from; text < to && !run.Terminate; text++)
                    _table.Pool(texts[text], pooled.AsSpan(text * _table.Width, _table.Width));
                if (encodesInParts)
                    Encode(pooled, vectors, from, to, run);
            });
            if (!encodesInParts)
                Encode(pooled, vectors, 0, texts.Count, run);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(pooled);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    /// <summary>Consecutive shares of texts, one for each thread that has enough to do.</summary>
    private void InParts(int texts, Action<int, int> work)
    {
        var parts = Math.Clamp(texts / LeastTextsOfThread, 1, _threads);
        ParallelParts.Run(parts, part => work(texts * part / parts, texts * (part + 1) / parts));
    }

    /// <summary>Ended runs are left to the runtime, which throws.</summary>
    private void Encode(float[] pooled, float[][] vectors, int from, int to, RunOptions run)
    {
        var rows = pooled.AsMemory(from * _table.Width, (to - from) * _table.Width);
        using var input = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, rows, [to - from, _table.Width]);
        using var outputs = _session.Run(run, _inputNames, [input], _outputNames);
        OutputRows.Copy(_manifest, outputs[0], vectors.AsSpan(from, to - from));
    }
}
