using ExpertRouter.Evaluation.Experiments;
using ExpertRouter.Evaluation.Trec;

namespace ExpertRouter.Evaluation.Datasets.SePef;

/// <summary>
/// The systems of the SE-PEF paper on a data set: BM25 (sum of the scores of the top answers per expert), TAG, any
/// re-rankers given, and the min-max weighted sums BM25+TAG, BM25+X and X+TAG with weights from a grid on the validation
/// queries alone. All systems re-rank the experts that BM25 found. Deterministic; thread-safe.
/// </summary>
public sealed class SePefBenchmark(SePefRankerOptions options)
{
    /// <summary>The paper's weight of BM25 beside TAG, used when there is no validation query to choose one.</summary>
    private const double UntunedWeight = 0.4;

    /// <summary>Ranks validation and test queries and compares the systems with BM25.</summary>
    public SePefBenchmarkResult Run(SePefDataset data, params IReadOnlyList<SePefReranker> rerankers)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(rerankers);
        var retrieval = new SePefRetrieval(data.Documents, rerankers, options);
        var singles = new[] { SePefRetrieval.Lexical, SePefRetrieval.Tags }.Concat(rerankers.Select(r => r.Name)).ToArray();
        var pairs = Pairs(rerankers).ToArray();

        var validation = Find(retrieval, data, SePefSplit.Valid);
        var fusions = pairs.Select(pair => Tune(pair, validation, data.QrelsOf(SePefSplit.Valid))).ToArray();
        return new SePefBenchmarkResult(
            fusions,
            Compare($"{data.Name} valid", data, SePefSplit.Valid, validation, singles, pairs, fusions),
            Compare($"{data.Name} test", data, SePefSplit.Test, Find(retrieval, data, SePefSplit.Test), singles, pairs, fusions));
    }

    private static IEnumerable<(string First, string Second)> Pairs(IReadOnlyList<SePefReranker> rerankers)
    {
        yield return (SePefRetrieval.Lexical, SePefRetrieval.Tags);
        foreach (var reranker in rerankers)
        {
            yield return (SePefRetrieval.Lexical, reranker.Name);
            yield return (reranker.Name, SePefRetrieval.Tags);
        }
    }

    private static SePefCandidates[] Find(SePefRetrieval retrieval, SePefDataset data, SePefSplit split) =>
        [.. data.Queries.Where(query => query.Split == split).Select(retrieval.Find)];

    private SePefFusion Tune((string First, string Second) pair, SePefCandidates[] candidates, Qrels qrels)
    {
        var name = $"{pair.First}+{pair.Second}";
        var found = candidates.Where(c => c.Experts.Count > 0).ToArray();
        if (found.Length == 0)
        {
            return new SePefFusion(name, UntunedWeight, null);
        }

        return Enumerable.Range(0, options.GridSteps + 1)
            .Select(step => (double)(options.GridSteps - step) / options.GridSteps)
            .Select(weight => new SePefFusion(name, weight, RunScorer
                .Score(Fused(name, pair, weight, found), qrels, [options.TunedFor], complete: true)
                .Mean(options.TunedFor.Name)))
            .MaxBy(fusion => fusion.ValidationScore)!;
    }

    private ExperimentResult? Compare(
        string dataset,
        SePefDataset data,
        SePefSplit split,
        SePefCandidates[] candidates,
        string[] singles,
        (string First, string Second)[] pairs,
        SePefFusion[] fusions)
    {
        if (candidates.All(c => c.Experts.Count == 0))
        {
            return null;
        }

        Run[] runs =
        [
            .. singles.Select(system => RunOf(system, candidates, c => c.Scores[system])),
            .. pairs.Zip(fusions, (pair, fusion) => Fused(fusion.System, pair, fusion.FirstWeight, candidates)),
        ];
        return new Experiment(dataset, options.Experiment).Compare(runs, data.QrelsOf(split), options.Metrics, _ => data.Experts);
    }

    private static Run Fused(string name, (string First, string Second) pair, double weight, SePefCandidates[] candidates) =>
        RunOf(name, candidates, c => MinMaxFusion.Fuse(c.Scores[pair.First], c.Scores[pair.Second], weight));

    private static Run RunOf(string name, SePefCandidates[] candidates, Func<SePefCandidates, double[]> scores)
    {
        var run = new Run(name);
        foreach (var candidate in candidates)
        {
            run.Add(candidate.Query.Id, candidate.Experts.Zip(scores(candidate), (expert, score) => new ScoredDocument(expert, score)));
        }

        return run;
    }
}
