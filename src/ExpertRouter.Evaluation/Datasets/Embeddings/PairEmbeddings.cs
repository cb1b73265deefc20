using ExpertRouter.Core.Retrieval.Sparse;
using ExpertRouter.Evaluation.Experiments;
using ExpertRouter.Evaluation.Metrics;

namespace ExpertRouter.Evaluation.Datasets.Embeddings;

/// <summary>
/// Find a text by its anchor (a document by its title, an answer by its question) among all positives of the same source: R@10 and MRR. Document frequencies
/// are those of the positives. Sources of fewer than <see cref="FewestPairs"/> pairs are left out.
/// </summary>
public static class PairEmbeddings
{
    /// <summary>Pairs that make a source worth a row.</summary>
    public const int FewestPairs = 40;

    /// <summary>Name of the lexical row.</summary>
    public const string Lexical = "TF-IDF";

    /// <summary>Weight of the encoder's cosine beside that of TF-IDF; from a prototype's pseudo-queries (flat between .25 and .5), not fitted here.</summary>
    public const double EncoderWeight = .35;

    private static readonly Metric[] Metrics = [Metric.RecallAt(10), Metric.ReciprocalRank];

    /// <summary>Measures the pairs of a file.</summary>
    /// <param name="name">Name of the file or set in the rows.</param>
    /// <param name="pairs">Pairs of any sources.</param>
    public static async Task<IReadOnlyList<EvaluationRow>> RunAsync(
        string name, IEnumerable<EmbeddedPair> pairs, IReadOnlyList<TextEmbedder> embedders, CancellationToken cancellationToken)
    {
        var rows = new List<EvaluationRow>();
        foreach (var source in pairs.GroupBy(pair => pair.Source, StringComparer.Ordinal).OrderBy(source => source.Key, StringComparer.Ordinal))
        {
            EmbeddedPair[] own = [.. source];
            if (own.Length < FewestPairs) continue;
            var scores = await ScoreAsync(own, embedders, cancellationToken);
            rows.AddRange(new Experiment(source.Key.Length == 0 ? name : $"{name}: {source.Key}", new ExperimentOptions { Baseline = Lexical })
                .Compare(scores).ToRows());
        }

        return rows;
    }

    /// <summary>The rank of every anchor's own positive among all positives of its source, 1 being best; ties count against it.</summary>
    public static async Task<IReadOnlyList<int>> FoundAsync(
        IReadOnlyList<EmbeddedPair> pairs, TextEmbedder embedder, CancellationToken cancellationToken)
    {
        var space = await EmbeddingSpace.WholeAsync(
            embedder, [.. pairs.Select(pair => pair.Positive)], [.. pairs.Select(pair => pair.Anchor)], cancellationToken);
        var ranks = new int[pairs.Count];
        foreach (var source in Enumerable.Range(0, pairs.Count).GroupBy(i => pairs[i].Source, StringComparer.Ordinal).Select(source => source.ToArray()))
            foreach (var i in source)
            {
                var cosines = space.Cosines(space.Queries[i]);
                ranks[i] = source.Count(other => cosines[other] >= cosines[i]);
            }

        return ranks;
    }

    private static async Task<IReadOnlyList<SystemScores>> ScoreAsync(
        EmbeddedPair[] pairs, IReadOnlyList<TextEmbedder> embedders, CancellationToken cancellationToken)
    {
        string[] anchors = [.. pairs.Select(pair => pair.Anchor)], positives = [.. pairs.Select(pair => pair.Positive)];
        var spaces = new List<EmbeddingSpace>();
        foreach (var embedder in embedders)
            spaces.AddRange(await SpaceReader.ReadAsync(embedder, positives, anchors, bySentence: false, cancellationToken));
        var lexical = new LexicalCosines(positives);
        var scores = new RankingScores(Metrics);
        for (var i = 0; i < pairs.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            scores.Begin($"{i}");
            var words = lexical.Of(anchors[i]);
            scores.Add(Lexical, RankingScores.Order(words), [i]);
            foreach (var space in spaces)
            {
                var cosines = space.Cosines(space.Queries[i]);
                scores.Add(space.Name, RankingScores.Order(cosines), [i]);
                scores.Add($"TF-IDF + {space.Name}", RankingScores.Order([.. words.Zip(cosines, (word, cosine) => word + EncoderWeight * cosine)]), [i]);
            }
        }

        return scores.ToScores();
    }
}
