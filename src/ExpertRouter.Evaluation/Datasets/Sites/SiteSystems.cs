using ExpertRouter.Core.Retrieval.Sparse;

namespace ExpertRouter.Evaluation.Datasets.Sites;

/// <summary>The reference rankers of the protocol. One score per expert, larger is better.</summary>
public static class SiteSystems
{
    /// <summary>Documents that vote.</summary>
    public const int Depth = 100;

    /// <summary>Scores of every reference ranker by name.</summary>
    /// <param name="history">What was known.</param>
    /// <param name="question">The query.</param>
    /// <param name="experts">User ids, ascending.</param>
    public static IReadOnlyDictionary<string, double[]> Score(SiteHistory history, SiteQuestion question, int[] experts)
    {
        var hits = history.Index.Search(question.Words, Depth);
        var best = hits.Count > 0 ? hits[0].Score : 1;
        var votes = Sum(history, experts, hits, (_, _) => 1);
        var exponents = Sum(history, experts, hits, (score, _) => Math.Exp(score / best));
        return new Dictionary<string, double[]>(StringComparer.Ordinal)
        {
            ["popularity"] = Array.ConvertAll(experts, expert => (double)history.AnswersOf(expert).Count),
            ["BM25 CombSUM"] = Sum(history, experts, hits, (score, _) => score),
            ["BM25 reciprocal rank"] = Sum(history, experts, hits, (_, rank) => 1.0 / rank),
            ["BM25 expCombMNZ"] = [.. votes.Zip(exponents, (count, sum) => count * sum)],
        };
    }

    /// <summary>Sum over an expert's hits of a value made of score and 1-based rank.</summary>
    public static double[] Sum(
        SiteHistory history, int[] experts, IReadOnlyList<ScoredItem> hits, Func<double, int, double> value)
    {
        var sums = new double[experts.Length];
        for (var rank = 1; rank <= hits.Count; rank++)
        {
            var expert = Array.BinarySearch(experts, history.Answers[hits[rank - 1].Item].Owner);
            if (expert >= 0) sums[expert] += value(hits[rank - 1].Score, rank);
        }

        return sums;
    }
}
