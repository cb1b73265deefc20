using System.Numerics.Tensors;
using ExpertRouter.Encoder.Tokenization;

namespace ExpertRouter.Encoder.Training;

/// <summary>
/// A trained encoder that stays in memory, with the expert softmax that a served model leaves out. Vectors have unit length. Not thread-safe.
/// </summary>
public sealed class TrainedEncoder : IDisposable
{
    private readonly TrainingRun run;
    private readonly EncoderTrainingOptions options;
    private readonly WordTokenizer tokenizer;
    private readonly float[] expertVectors;
    private readonly float[] biases;

    internal TrainedEncoder(TrainingRun run, EncoderTrainingOptions options, TrainingCorpus corpus, int steps)
    {
        this.run = run;
        this.options = options;
        Steps = steps;
        tokenizer = new WordTokenizer(corpus.Vocabulary);
        (expertVectors, biases) = run.ExpertHead();
        Experts = biases.Length == 0 ? [] : corpus.Experts;
    }

    /// <summary>Steps taken.</summary>
    public int Steps { get; }

    /// <summary>Length of a vector.</summary>
    public int Dimension => options.Architecture.Dimension;

    /// <summary>Ids of the experts of the softmax, in ordinal order; empty where it was not trained.</summary>
    public IReadOnlyList<string> Experts { get; }

    /// <summary>One vector per text; null for a text without a token.</summary>
    public IReadOnlyList<float[]?> Encode(IReadOnlyList<string> texts)
    {
        var ids = texts.Select(text => tokenizer.Encode(text, options.TitleTokens + options.BodyTokens).ToArray()).ToArray();
        int[] readable = [.. Enumerable.Range(0, ids.Length).Where(i => ids[i].Length > 0)];
        var rows = run.Encode([.. readable.Select(i => ids[i])]);
        var vectors = new float[]?[texts.Count];
        foreach (var (row, text) in readable.Index())
            vectors[text] = rows[(row * Dimension)..((row + 1) * Dimension)];
        return vectors;
    }

    /// <summary>ln p(expert | text) of every expert of <see cref="Experts"/>: log-softmax of exp(s)·z·ê + b.</summary>
    /// <param name="vector">A vector of this encoder.</param>
    public float[] LogProbabilities(ReadOnlySpan<float> vector)
    {
        var logits = new float[biases.Length];
        for (var expert = 0; expert < logits.Length; expert++)
            logits[expert] = biases[expert] + TensorPrimitives.Dot(vector, expertVectors.AsSpan(expert * Dimension, Dimension));
        if (logits.Length == 0)
            return logits;
        var best = TensorPrimitives.Max<float>(logits);
        var total = 0.0;
        foreach (var logit in logits)
            total += Math.Exp(logit - best);
        TensorPrimitives.Subtract(logits, best + (float)Math.Log(total), logits);
        return logits;
    }

    /// <inheritdoc/>
    public void Dispose() => run.Dispose();
}
