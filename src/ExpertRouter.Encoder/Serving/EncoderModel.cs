using System.Numerics.Tensors;
using System.Security.Cryptography;
using System.Text;
using ExpertRouter.Encoder.Serving.Pooled;
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
    private readonly ITextGraph _graph;
    private long _nonFiniteVectors;

    private EncoderModel(ModelManifest manifest, ITextTokenizer tokenizer, string id, ITextGraph graph)
    {
        Manifest = manifest;
        Tokenizer = tokenizer;
        Id = id;
        _graph = graph;
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
    public EncoderDevice Device => _graph.Device;

    /// <summary>Texts of one run are padded to the longest.</summary>
    public bool Pads => _graph.Pads;

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
        var model = new EncoderModel(manifest, tokenizer, id, OpenGraph(folder, content, manifest, tokenizer, options, logger));
        try
        {
            new ModelProbe(model, folder).Check();
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Encodes texts given as token ids (each at least one, at most <see cref="ModelManifest.MaxTokens"/>) in one run, padded to the
    /// longest. A vector that is not finite or of length 0 comes back as null.
    /// </summary>
    /// <exception cref="OnnxRuntimeException">The run failed or was ended through <paramref name="run"/>.</exception>
    public float[]?[] Encode(IReadOnlyList<int[]> texts, RunOptions run)
    {
        float[][] raw = [.. texts.Select(_ => new float[Manifest.Dimension])];
        _graph.Run(texts, raw, run);
        return [.. raw.Select(Finished)];
    }

    /// <inheritdoc/>
    public void Dispose() => _graph.Dispose();

    /// <summary>A model with a cut is opened whole beside it for as long as the comparison of both takes.</summary>
    private static ITextGraph OpenGraph(string folder, byte[] content, ModelManifest manifest, ITextTokenizer tokenizer, EncoderOptions options, ILogger logger)
    {
        if (manifest.Cut is not { } cut)
            return WholeGraph.Open(folder, manifest, tokenizer, options, logger);
        using var whole = WholeGraph.Open(folder, manifest, tokenizer, options with { Device = DeviceChoice.Cpu, Threads = 1 }, logger);
        var pooled = PooledGraph.Open(folder, content, manifest, cut, options, logger);
        try
        {
            CutComparison.Check(Path.Combine(folder, manifest.Model), manifest, tokenizer.IdCount, whole, pooled);
            return pooled;
        }
        catch
        {
            pooled.Dispose();
            throw;
        }
    }

    private float[]? Finished(float[] vector)
    {
        var norm = TensorPrimitives.Norm<float>(vector);
        if (!float.IsFinite(norm))
            Interlocked.Increment(ref _nonFiniteVectors);
        if (!float.IsFinite(norm) || norm == 0)
            return null;
        if (Manifest.Normalize)
            TensorPrimitives.Divide(vector, norm, vector);
        return vector;
    }
}
