using System.Buffers;
using System.Numerics.Tensors;
using System.Security.Cryptography;
using System.Text;
using ExpertRouter.Encoder.Tokenization;
using Microsoft.Extensions.Logging;
using Microsoft.ML.OnnxRuntime;

namespace ExpertRouter.Encoder.Serving;

/// <summary>
/// One opened and checked model: token ids in, vectors out. The vector of a text does not depend on the rest of its batch (checked at
/// load). Thread-safe; on CUDA feed it from one thread.
/// </summary>
public sealed class EncoderModel : IDisposable
{
    private readonly InferenceSession _session;
    private readonly string[] _inputNames;
    private readonly string[] _outputNames;
    private long _nonFiniteVectors;

    private EncoderModel(string folder, ModelManifest manifest, ITextTokenizer tokenizer, string id, EncoderOptions options, ILogger logger)
    {
        Manifest = manifest;
        Tokenizer = tokenizer;
        Id = id;
        _inputNames = manifest.TokenTypesInput is { } types ? [manifest.IdsInput, manifest.MaskInput, types] : [manifest.IdsInput, manifest.MaskInput];
        _outputNames = [manifest.Output];
        (_session, Device) = new SessionLoader(logger).Open(Path.Combine(folder, manifest.Model), options, session =>
        {
            ModelSignature.Check(folder, manifest, session);
            TryHighestId(folder, session);
        });
        try
        {
            new ModelProbe(this, folder).Check();
        }
        catch
        {
            _session.Dispose();
            throw;
        }
    }

    /// <summary>The manifest.</summary>
    public ModelManifest Manifest { get; }

    /// <summary>The tokenizer.</summary>
    public ITextTokenizer Tokenizer { get; }

    /// <summary>
    /// <c>name@hash</c>: 16 hex digits over everything that decides the vectors (weights, vocabulary, pooling, prefixes, limit).
    /// Vectors of different ids must not be compared.
    /// </summary>
    public string Id { get; }

    /// <summary>Where it runs.</summary>
    public EncoderDevice Device { get; }

    /// <summary>How often a result was NaN or infinite, and withheld, so far.</summary>
    public long NonFiniteVectors => Interlocked.Read(ref _nonFiniteVectors);

    /// <summary>Opens a model folder and checks that it does what its manifest says.</summary>
    /// <exception cref="ModelLoadException">It does not; the message says what and where.</exception>
    public static EncoderModel Load(string folder, EncoderOptions options, ILogger logger)
    {
        var manifest = ModelManifest.Load(folder);
        var path = Path.Combine(folder, manifest.Model);
        if (!File.Exists(path))
            throw new ModelLoadException($"{path}: the manifest names this model file, it does not exist");
        var content = File.ReadAllBytes(path);
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        if (manifest.Sha256 is { } expected && !hash.Equals(expected, StringComparison.OrdinalIgnoreCase))
            throw new ModelLoadException($"{path}: SHA-256 is {hash}, the manifest says {expected}: the file is truncated, damaged or of another version; copy the folder again");
        try
        {
            if (OnnxWeights.FirstWithNaN(content) is { } tensor)
                throw new ModelLoadException($"{path}: the weights '{tensor}' contain NaN: the training diverged or the file is damaged");
        }
        catch (InvalidDataException e)
        {
            throw new ModelLoadException($"{path}: {e.Message}", e);
        }
        var tokenizer = TokenizerLoader.Load(folder, manifest.Tokenizer);
        var identity = string.Join('\n', hash, tokenizer.Fingerprint, manifest.Tokenizer.Kind, manifest.Tokenizer.LowerCase, manifest.Output,
            manifest.Pooling, manifest.Normalize, manifest.MaxTokens, manifest.QueryPrefix, manifest.PassagePrefix);
        var id = $"{manifest.Name}@{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)))[..16]}";
        return new EncoderModel(folder, manifest, tokenizer, id, options, logger);
    }

    /// <summary>
    /// Encodes texts given as token ids (each at least one, at most <see cref="ModelManifest.MaxTokens"/>) in one run, padded to the
    /// longest. A vector that is not finite or of length 0 comes back as null.
    /// </summary>
    /// <exception cref="OnnxRuntimeException">The run failed or was ended through <paramref name="run"/>.</exception>
    public float[]?[] Encode(IReadOnlyList<int[]> texts, RunOptions run) => Run(_session, texts, run);

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private void TryHighestId(string folder, InferenceSession session)
    {
        try
        {
            using var run = new RunOptions();
            Run(session, [[0, Tokenizer.IdCount - 1]], run);
        }
        catch (OnnxRuntimeException e) when (e.Message.Contains("out of data bounds", StringComparison.Ordinal))
        {
            throw new ModelLoadException(
                $"{Path.Combine(folder, Manifest.Model)}: the tokenizer has {Tokenizer.IdCount} ids, more than the model's table has rows: {Manifest.Tokenizer.File} does not belong to this model ({e.Message})", e);
        }
    }

    private float[]?[] Run(InferenceSession session, IReadOnlyList<int[]> texts, RunOptions run)
    {
        var width = texts.Max(text => text.Length);
        var cells = texts.Count * width;
        var ids = ArrayPool<long>.Shared.Rent(cells);
        var mask = ArrayPool<long>.Shared.Rent(cells);
        var types = Manifest.TokenTypesInput is null ? null : ArrayPool<long>.Shared.Rent(cells);
        try
        {
            for (var row = 0; row < texts.Count; row++)
            {
                var text = texts[row];
                for (var i = 0; i < text.Length; i++)
                    ids[row * width + i] = text[i];
                ids.AsSpan(row * width + text.Length, width - text.Length).Fill(Tokenizer.PaddingId);
                mask.AsSpan(row * width, text.Length).Fill(1);
                mask.AsSpan(row * width + text.Length, width - text.Length).Clear();
            }
            types?.AsSpan(0, cells).Clear();

            long[] shape = [texts.Count, width];
            using var idsValue = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, ids.AsMemory(0, cells), shape);
            using var maskValue = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, mask.AsMemory(0, cells), shape);
            using var typesValue = types is null ? null : OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, types.AsMemory(0, cells), shape);
            OrtValue[] inputs = typesValue is null ? [idsValue, maskValue] : [idsValue, maskValue, typesValue];
            using var outputs = session.Run(run, _inputNames, inputs, _outputNames);
            return Vectors(outputs[0], texts, width);
        }
        finally
        {
            ArrayPool<long>.Shared.Return(ids);
            ArrayPool<long>.Shared.Return(mask);
            if (types is not null)
                ArrayPool<long>.Shared.Return(types);
        }
    }

    private float[]?[] Vectors(OrtValue output, IReadOnlyList<int[]> texts, int width)
    {
        var dimension = Manifest.Dimension;
        var pooled = Manifest.Pooling == PoolingKind.InGraph;
        long[] expected = pooled ? [texts.Count, dimension] : [texts.Count, width, dimension];
        var shape = output.GetTensorTypeAndShape().Shape;
        if (!shape.AsSpan().SequenceEqual(expected))
            throw new ModelLoadException(
                $"{Manifest.Model}: output {Manifest.Output} has the shape [{string.Join(", ", shape)}] where the manifest (dimension {dimension}, pooling {Manifest.Pooling}) promises [{string.Join(", ", expected)}]");

        var values = output.GetTensorDataAsSpan<float>();
        var vectors = new float[]?[texts.Count];
        for (var row = 0; row < texts.Count; row++)
        {
            var vector = new float[dimension];
            if (pooled)
                values.Slice(row * dimension, dimension).CopyTo(vector);
            else if (Manifest.Pooling == PoolingKind.Cls)
                values.Slice(row * width * dimension, dimension).CopyTo(vector);
            else
                AddMean(values.Slice(row * width * dimension, texts[row].Length * dimension), vector);
            var norm = TensorPrimitives.Norm<float>(vector);
            if (!float.IsFinite(norm))
                Interlocked.Increment(ref _nonFiniteVectors);
            else if (norm > 0)
                vectors[row] = vector;
            if (Manifest.Normalize)
                TensorPrimitives.Divide(vector, norm, vector);
        }
        return vectors;
    }

    private static void AddMean(ReadOnlySpan<float> tokens, Span<float> vector)
    {
        for (var start = 0; start < tokens.Length; start += vector.Length)
            TensorPrimitives.Add(vector, tokens.Slice(start, vector.Length), vector);
        TensorPrimitives.Divide(vector, tokens.Length / vector.Length, vector);
    }
}
