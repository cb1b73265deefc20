using System.Buffers;
using System.Numerics.Tensors;
using ExpertRouter.Encoder.Tokenization;
using Microsoft.Extensions.Logging;
using Microsoft.ML.OnnxRuntime;

namespace ExpertRouter.Encoder.Serving;

/// <summary>A model that runs as its file says: padded ids and mask in, all texts in one run.</summary>
internal sealed class WholeGraph : ITextGraph
{
    private readonly ModelManifest _manifest;
    private readonly ITextTokenizer _tokenizer;
    private readonly string[] _inputNames;
    private readonly string[] _outputNames;
    private readonly InferenceSession _session;

    private WholeGraph(ModelManifest manifest, ITextTokenizer tokenizer, InferenceSession session, EncoderDevice device)
    {
        _manifest = manifest;
        _tokenizer = tokenizer;
        _session = session;
        Device = device;
        _inputNames = manifest.TokenTypesInput is { } types ? [manifest.IdsInput, manifest.MaskInput, types] : [manifest.IdsInput, manifest.MaskInput];
        _outputNames = [manifest.Output];
    }

    /// <inheritdoc/>
    public EncoderDevice Device { get; }

    /// <inheritdoc/>
    public bool Pads => true;

    /// <exception cref="ModelLoadException">The file is not what the manifest says, or does not run; says why.</exception>
    public static WholeGraph Open(string folder, ModelManifest manifest, ITextTokenizer tokenizer, EncoderOptions options, ILogger logger)
    {
        var path = Path.Combine(folder, manifest.Model);
        var (session, device) = new SessionLoader(logger).Open(path, null, options, (session, device) =>
        {
            ModelSignature.Check(folder, manifest, session);
            TryHighestId(path, new WholeGraph(manifest, tokenizer, session, device));
        });
        return new WholeGraph(manifest, tokenizer, session, device);
    }

    /// <inheritdoc/>
    public void Run(IReadOnlyList<int[]> texts, float[][] vectors, RunOptions run)
    {
        var width = texts.Max(text => text.Length);
        var cells = texts.Count * width;
        var ids = ArrayPool<long>.Shared.Rent(cells);
        var mask = ArrayPool<long>.Shared.Rent(cells);
        var types = _manifest.TokenTypesInput is null ? null : ArrayPool<long>.Shared.Rent(cells);
        try
        {
            for (var row = 0; row < texts.Count; row++)
            {
                var text = texts[row];
                for (var i = 0; i < text.Length; i++)
                    ids[row * width + i] = text[i];
                ids.AsSpan(row * width + text.Length, width - text.Length).Fill(_tokenizer.PaddingId);
                mask.AsSpan(row * width, text.Length).Fill(1);
                mask.AsSpan(row * width + text.Length, width - text.Length).Clear();
            }
            types?.AsSpan(0, cells).Clear();

            long[] shape = [texts.Count, width];
            using var idsValue = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, ids.AsMemory(0, cells), shape);
            using var maskValue = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, mask.AsMemory(0, cells), shape);
            using var typesValue = types is null ? null : OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, types.AsMemory(0, cells), shape);
            OrtValue[] inputs = typesValue is null ? [idsValue, maskValue] : [idsValue, maskValue, typesValue];
            using var outputs = _session.Run(run, _inputNames, inputs, _outputNames);
            Pool(outputs[0], texts, width, vectors);
        }
        finally
        {
            ArrayPool<long>.Shared.Return(ids);
            ArrayPool<long>.Shared.Return(mask);
            if (types is not null)
                ArrayPool<long>.Shared.Return(types);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private static void TryHighestId(string path, WholeGraph graph)
    {
        var ids = graph._tokenizer.IdCount;
        try
        {
            using var run = new RunOptions();
            graph.Run([[0, ids - 1]], [new float[graph._manifest.Dimension]], run);
        }
        catch (OnnxRuntimeException e) when (e.Message.Contains("out of data bounds", StringComparison.Ordinal))
        {
            throw new ModelLoadException(
                $"{path}: the tokenizer has {ids} ids, more than the model's table has rows: {graph._manifest.Tokenizer.File} does not belong to this model ({e.Message})", e);
        }
    }

    private void Pool(OrtValue output, IReadOnlyList<int[]> texts, int width, float[][] vectors)
    {
        var dimension = _manifest.Dimension;
        if (_manifest.Pooling == PoolingKind.InGraph)
        {
            OutputRows.Copy(_manifest, output, vectors);
            return;
        }
        OutputRows.CheckShape(_manifest, output, texts.Count, width, dimension);
        var values = output.GetTensorDataAsSpan<float>();
        for (var row = 0; row < texts.Count; row++)
            if (_manifest.Pooling == PoolingKind.Cls)
                values.Slice(row * width * dimension, dimension).CopyTo(vectors[row]);
            else
                AddMean(values.Slice(row * width * dimension, texts[row].Length * dimension), vectors[row]);
    }

    private static void AddMean(ReadOnlySpan<float> tokens, Span<float> vector)
    {
        for (var start = 0; start < tokens.Length; start += vector.Length)
            TensorPrimitives.Add(vector, tokens.Slice(start, vector.Length), vector);
        TensorPrimitives.Divide(vector, tokens.Length / vector.Length, vector);
    }
}
