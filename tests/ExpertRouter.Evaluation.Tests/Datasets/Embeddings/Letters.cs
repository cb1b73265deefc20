using ExpertRouter.Evaluation.Datasets.Embeddings;

namespace ExpertRouter.Evaluation.Tests.Datasets.Embeddings;

/// <summary>An encoder to calculate by hand: the numbers of the letters a, b and c in a text; none for a text without them.</summary>
internal static class Letters
{
    public static TextEmbedder Embedder { get; } = new("letters", (texts, _, _) => Task.FromResult<IReadOnlyList<float[]?>>([.. texts.Select(Count)]));

    public static float[]? Count(string text)
    {
        float[] counts = [.. "abc".Select(letter => (float)text.Count(other => other == letter))];
        return counts.Any(count => count > 0) ? counts : null;
    }
}
