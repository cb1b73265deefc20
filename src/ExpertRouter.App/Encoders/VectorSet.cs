using ExpertRouter.Search.Dense;
using ExpertRouter.Search.Hybrid;
using ExpertRouter.Search.Lexical.Indexing;

namespace ExpertRouter.App.Encoders;

/// <summary>
/// An encoder and the vectors that it made, in a folder of their own. A copy of the model lies beside the vectors, so that they can be
/// searched even when the installation's model has changed meanwhile. Thread-safe for searching.
/// </summary>
public sealed class VectorSet
{
    /// <summary>Name of the search stage.</summary>
    public const string Stage = "meaning";

    private const string ModelFolder = "model";

    private volatile Measured? _measured;

    internal VectorSet(ServedEncoder encoder, LexicalIndex index, string folder, VectorPrecision precision, TimeProvider time)
    {
        (Encoder, Folder) = (encoder, folder);
        Vectors = new VectorStore(folder, new VectorSpace(encoder.ModelId, encoder.Dimension, precision));
        Passages = new PassageIndexer(Vectors, encoder.Passages, new PassageOptions());
        Meaning = new DenseRetriever(index, Vectors, encoder.Queries, time, Stage);
    }

    /// <summary>The encoder.</summary>
    public ServedEncoder Encoder { get; }

    /// <summary>Its vectors.</summary>
    public VectorStore Vectors { get; }

    /// <summary>Searches them.</summary>
    public DenseRetriever Meaning { get; }

    /// <summary>How meaning counts beside words, fitted to model and collection; measured at the first search and whenever the vectors have doubled.</summary>
    public async Task<FusionOptions> FusionAsync(CancellationToken cancellationToken)
    {
        var rows = Vectors.RowCount;
        if (_measured is { } known && rows < 2 * known.Rows)
            return known.Options;
        var options = await Nearness.MeasureAsync(Meaning, new FusionOptions(), cancellationToken);
        _measured = new Measured(options, Math.Max(1, rows));
        return options;
    }

    /// <summary>Adds to them.</summary>
    internal PassageIndexer Passages { get; }

    internal string Folder { get; }

    /// <summary>Folder of a model's vectors.</summary>
    internal static string FolderOf(string root, string modelId, VectorPrecision precision) => Path.Combine(
        root, $"{string.Concat(modelId.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '@' or '.' ? letter : '_'))}-{precision.ToString().ToLowerInvariant()}");

    /// <summary>Where the copy of the model lies.</summary>
    internal static string ModelCopyIn(string folder) => Path.Combine(folder, ModelFolder);

    /// <summary>Has vectors of everything that an index at this checkpoint holds.</summary>
    internal bool Covers(IndexCheckpoint index) => Passages.Behind(index) == index;

    /// <summary>Copies the model beside the vectors, whole or not at all.</summary>
    internal void KeepModel()
    {
        var copy = ModelCopyIn(Folder);
        if (Directory.Exists(copy) || string.Equals(Encoder.Folder, copy, StringComparison.Ordinal))
            return;
        var half = copy + ".new";
        if (Directory.Exists(half))
            Directory.Delete(half, recursive: true);
        Directory.CreateDirectory(half);
        foreach (var file in Encoder.Files)
            File.Copy(Path.Combine(Encoder.Folder, file), Path.Combine(half, file));
        Directory.Move(half, copy);
    }

    private sealed record Measured(FusionOptions Options, long Rows);
}
