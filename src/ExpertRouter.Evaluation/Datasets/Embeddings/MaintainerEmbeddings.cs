using ExpertRouter.Core.Retrieval.Sparse;
using ExpertRouter.Evaluation.Datasets.Maintainers;
using ExpertRouter.Evaluation.Experiments;

namespace ExpertRouter.Evaluation.Datasets.Embeddings;

/// <summary>
/// Expert finding by the nearest documents alone: Σ exp(cosine / .05) over the 200 nearest of each query, per expert. Beside it TF-IDF (sum of squares
/// over the best 100) and both together (cosine of TF-IDF + .35 times that of the encoder, cubed, over the best 100). No weight is fitted.
/// </summary>
public static class MaintainerEmbeddings
{
    private const int Nearest = 200;
    private const double Temperature = .05;
    private const int Fused = 100;
    private const int PseudoStems = 2000;
    private const int PseudoSeed = 7;

    /// <summary>Measures the queries of the set.</summary>
    public static Task<IReadOnlyList<EvaluationRow>> RunAsync(
        string name, MaintainerCollection collection, IReadOnlyList<TextEmbedder> embedders, CancellationToken cancellationToken)
    {
        int[] queries = [.. Enumerable.Range(0, collection.Queries.Count).Where(query => collection.RelevantOfQuery[query].Length > 0)];
        return MeasureAsync(
            name,
            collection,
            [.. Enumerable.Range(0, collection.Documents.Count)],
            [.. queries.Select(query => collection.Queries[query].Text)],
            [.. queries.Select(query => collection.RelevantOfQuery[query])],
            embedders,
            cancellationToken);
    }

    /// <summary>Measures documents that play the part of queries (<see cref="PseudoQueries"/>): what models may be chosen by.</summary>
    public static Task<IReadOnlyList<EvaluationRow>> RunOnPseudoQueriesAsync(
        string name, MaintainerCollection collection, IReadOnlyList<TextEmbedder> embedders, CancellationToken cancellationToken)
    {
        var held = PseudoQueries.Select(collection, PseudoStems, PseudoSeed);
        return MeasureAsync(
            $"{name}, pseudo-queries",
            collection,
            held.Documents,
            [.. held.Queries.Select(query => PseudoQueries.TextOf(collection.Documents[query]))],
            [.. held.Queries.Select(query => collection.ExpertsOfDocument[query])],
            embedders,
            cancellationToken);
    }

    private static async Task<IReadOnlyList<EvaluationRow>> MeasureAsync(
        string name,
        MaintainerCollection collection,
        IReadOnlyList<int> documents,
        IReadOnlyList<string> queries,
        IReadOnlyList<int[]> relevant,
        IReadOnlyList<TextEmbedder> embedders,
        CancellationToken cancellationToken)
    {
        if (queries.Count == 0) throw new InvalidDataException($"{name}: no query has a relevant person among the ranked ones");
        string[] texts = [.. documents.Select(document => PseudoQueries.TextOf(collection.Documents[document]))];
        var spaces = new List<EmbeddingSpace>();
        foreach (var embedder in embedders)
            spaces.AddRange(await SpaceReader.ReadAsync(embedder, texts, queries, bySentence: false, cancellationToken));
        var lexical = new LexicalCosines(texts);
        var rankings = new List<(string System, IReadOnlyList<int> Ranking)>[queries.Count];
        Parallel.For(0, queries.Count, new ParallelOptions { CancellationToken = cancellationToken }, i =>
        {
            var words = lexical.Of(queries[i]);
            var systems = new List<(string, IReadOnlyList<int>)> { (PairEmbeddings.Lexical, Rank(TopItems.Select(words, Fused), cosine => cosine * cosine)) };
            foreach (var space in spaces)
            {
                var cosines = space.Cosines(space.Queries[i]);
                systems.Add((space.Name, Rank(TopItems.Select(cosines, Nearest), cosine => Math.Exp(cosine / Temperature))));
                double[] both = [.. words.Zip(cosines, (word, cosine) => word + PairEmbeddings.EncoderWeight * cosine)];
                systems.Add(($"TF-IDF + {space.Name}", Rank(TopItems.Select(both, Fused), sum => sum * sum * sum)));
            }

            rankings[i] = systems;
        });

        var scores = new RankingScores(ExpertsEvaluation.Metrics);
        for (var i = 0; i < queries.Count; i++)
        {
            scores.Begin($"{i}");
            foreach (var (system, ranking) in rankings[i]) scores.Add(system, ranking, relevant[i]);
        }

        return new Experiment(name, new ExperimentOptions { Baseline = PairEmbeddings.Lexical }).Compare(scores.ToScores()).ToRows();

        IReadOnlyList<int> Rank(IReadOnlyList<ScoredItem> hits, Func<double, double> value)
        {
            var sums = new double[collection.Experts.Count];
            foreach (var hit in hits)
                foreach (var expert in collection.ExpertsOfDocument[documents[hit.Item]])
                    sums[expert] += value(hit.Score);
            return RankingScores.Order(sums, onlyPositive: true);
        }
    }
}
