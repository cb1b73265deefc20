using System.Numerics.Tensors;
using ExpertRouter.Encoder.Diagnostics;
using ExpertRouter.Encoder.Serving;
using ExpertRouter.Encoder.Tokenization;

namespace ExpertRouter.Encoder.Training;

/// <summary>Weights of a model folder made by this trainer, as start of another training. Immutable.</summary>
internal sealed class StartingWeights
{
    private readonly string folder;
    private readonly WordVocabulary vocabulary;
    private readonly OnnxGraph graph;
    private readonly OnnxTensor table;
    private readonly float[] weights;

    private StartingWeights(string folder, WordVocabulary vocabulary, OnnxGraph graph, OnnxTensor table, float[] weights)
    {
        (this.folder, this.vocabulary, this.graph, this.table, this.weights) = (folder, vocabulary, graph, table, weights);
    }

    /// <summary>The words that the model knows, most frequent first.</summary>
    /// <exception cref="ModelLoadException">the folder holds no model with a word vocabulary.</exception>
    public static IEnumerable<string> WordsOf(string folder)
    {
        var vocabulary = Words(folder, ModelManifest.Load(folder));
        return Enumerable.Range(1, vocabulary.WordCount).Select(id => vocabulary.WordOf(id)!);
    }

    /// <exception cref="ModelLoadException">the folder holds no such model; the message says why.</exception>
    public static StartingWeights Load(string folder)
    {
        var manifest = ModelManifest.Load(folder);
        var vocabulary = Words(folder, manifest);
        var graph = new OnnxGraph(File.ReadAllBytes(Path.Combine(folder, manifest.Model)));
        var table = graph.Tensors.FirstOrDefault(tensor => tensor.Dimensions is [var rows, > 1] && rows == vocabulary.IdCount && tensor.Numbers.Length > 0);
        var columns = graph.Tensors.Where(tensor => tensor.IsOf(vocabulary.IdCount, 1) && tensor.Numbers.Length > 0).ToArray();
        if (table is null || columns.Length is < 1 or > 2)
            throw new ModelLoadException($"{folder}: no table of {vocabulary.IdCount} rows with token weights, so training cannot start from it");
        if (columns.Length == 2)
            Scale(table, columns[0].Numbers);
        return new StartingWeights(folder, vocabulary, graph, table, columns[^1].Numbers);
    }

    /// <summary>A table of bytes stands before its scales, and they before the token weights (<see cref="ServingGraph"/>).</summary>
    private static void Scale(OnnxTensor table, float[] scales)
    {
        var width = (int)table.Dimensions[1];
        for (var row = 0; row < scales.Length; row++)
        {
            var numbers = table.Numbers.AsSpan(row * width, width);
            TensorPrimitives.Multiply(numbers, scales[row], numbers);
        }
    }

    /// <summary>Copies what both have: rows and weights of common words, hash buckets where their number is the same.</summary>
    /// <exception cref="ModelLoadException">the architectures differ.</exception>
    public void CopyTo(WordVocabulary target, EmbeddingTable rows)
    {
        if (table.Dimensions[1] != rows.Width)
            throw new ModelLoadException($"{folder}: its rows are {table.Dimensions[1]} wide, the training's {rows.Width}; give the same architecture");
        for (var id = 1; id <= target.WordCount; id++)
            if (vocabulary.TryGetId(target.WordOf(id), out var from))
                Copy(from, id);
        for (var bucket = 0; bucket < target.Options.Buckets && target.Options.Buckets == vocabulary.Options.Buckets; bucket++)
            Copy(1 + vocabulary.WordCount + bucket, 1 + target.WordCount + bucket);

        void Copy(int from, int to)
        {
            table.Numbers.AsSpan(from * rows.Width, rows.Width).CopyTo(rows.Row(to));
            rows.LogWeights[to] = MathF.Log(MathF.Max(weights[from], float.Epsilon));
        }
    }

    /// <summary>Copies all layers.</summary>
    /// <exception cref="ModelLoadException">the architectures differ.</exception>
    public void CopyTo(IReadOnlyList<DenseParameter> parameters)
    {
        foreach (var parameter in parameters.Where(parameter => !parameter.IsHead))
        {
            if (graph.Tensor(parameter.Name) is not { } stored || stored.Numbers.Length != parameter.Numbers.Length)
                throw new ModelLoadException($"{folder}: it has no {parameter.Name} of {parameter.Numbers.Length} numbers; give the architecture that its manifest tells");
            stored.Numbers.CopyTo(parameter.Numbers, 0);
        }
    }

    private static WordVocabulary Words(string folder, ModelManifest manifest) => manifest.Tokenizer.Kind == TokenizerKind.Words
        ? WordVocabulary.Load(Path.Combine(folder, manifest.Tokenizer.File))
        : throw new ModelLoadException($"{folder}: training can start from models with a word vocabulary only, this one has {manifest.Tokenizer.Kind}");
}
