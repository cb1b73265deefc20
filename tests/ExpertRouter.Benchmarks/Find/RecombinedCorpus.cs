using System.Text.RegularExpressions;
using ExpertRouter.Evaluation.Datasets;
using ExpertRouter.Evaluation.Datasets.Embeddings;

namespace ExpertRouter.Benchmarks.Find;

/// <summary>
/// Real language in any amount: each document has the title and about two of three sentences of one text, then half as many sentences of another. Made-up words tell an encoder
/// nothing, so that all documents look alike to it.
/// </summary>
internal sealed partial class RecombinedCorpus(int seed, int experts, IReadOnlyList<RecombinedCorpus.Part> parts) : BenchmarkCorpus(seed, experts)
{
    private const int ShortestAsked = 4;

    /// <param name="seed">Decides the documents.</param>
    /// <param name="experts">Authors.</param>
    /// <param name="path">Pairs of texts, JSON lines with <c>anchor</c> and <c>positive</c>.</param>
    public static RecombinedCorpus Read(int seed, int experts, string path) => new(
        seed, experts, [.. JsonLines.Read<EmbeddedPair>(path).Select(pair => new Part(pair.Anchor, SentenceEnd().Split(pair.Positive)))]);

    protected override (string Title, string Body) Text(Random random)
    {
        var (first, second) = (parts[random.Next(parts.Count)], parts[random.Next(parts.Count)]);
        string[] kept = [.. first.Sentences.Where(_ => random.Next(3) > 0)];
        return (first.Title, string.Join(' ', [.. kept, .. second.Sentences.Take(Math.Max(1, kept.Length / 2))]));
    }

    protected override bool Asked(string word) => word.Length >= ShortestAsked;

    [GeneratedRegex(@"(?<=[.!?])\s+")]
    private static partial Regex SentenceEnd();

    /// <summary>A text.</summary>
    internal sealed record Part(string Title, string[] Sentences);
}
