using ExpertRouter.Core.Ranking;
using ExpertRouter.Core.Retrieval.Sparse;

namespace ExpertRouter.Evaluation.Datasets.Assignment;

/// <summary>The reference rankers of the protocol, fitted once on the past issues. Each gives one score per expert.</summary>
public static class AssignmentBaselines
{
    private const int Neighbours = 20;
    private const int RecentIssues = 200;

    /// <summary>Every reference ranker: name and scores of an issue.</summary>
    public static IReadOnlyList<(string Name, Func<int, double[]> Score)> Fit(AssignmentSplit split)
    {
        int[] past = [.. split.Past];
        var experts = split.Experts.Count;
        var frequent = Count(split, past);
        var recent = Count(split, past.TakeLast(RecentIssues));
        var systems = new List<(string, Func<int, double[]>)>();
        systems.AddRange(TextSystems(split, past, split.Words, "text"));
        if (split.Issues.Any(issue => issue.Components.Count > 0))
            systems.AddRange(TextSystems(split, past, split.WordsAndComponents, "text+component"));
        systems.Add(("most frequent", _ => frequent));
        systems.Add(("recent (last 200)", _ => recent));
        if (split.Reporter.Any(reporter => reporter >= 0))
            systems.Add(("reporter first, then most frequent", issue =>
            {
                var scores = (double[])frequent.Clone();
                if (split.Reporter[issue] >= 0) scores[split.Reporter[issue]] += split.Issues.Count;
                return scores;
            }));
        return systems;

        double[] Count(AssignmentSplit of, IEnumerable<int> issues)
        {
            var counts = new double[experts];
            foreach (var issue in issues) counts[of.Assignee[issue]]++;
            return counts;
        }
    }

    private static IEnumerable<(string, Func<int, double[]>)> TextSystems(
        AssignmentSplit split, int[] past, IReadOnlyList<TermVector> words, string label)
    {
        TermVector[] texts = [.. past.Select(issue => words[issue])];
        int[] people = [.. past.Select(issue => split.Assignee[issue])];
        var statistics = new TermStatistics(texts, split.Terms);
        var bm25 = new Bm25();
        var index = new SparseIndex([.. texts.Select(text => bm25.Weigh(text, statistics))], split.Terms);
        yield return ($"BM25 kNN k={Neighbours} ({label})", issue =>
        {
            var scores = new double[split.Experts.Count];
            foreach (var hit in index.Search(words[issue], Neighbours)) scores[people[hit.Item]] += hit.Score;
            return scores;
        });

        var weighting = new TfIdf { Smooth = true, MinimumDocuments = 2 };
        TermVector[] weighted = [.. texts.Select(text => weighting.Weigh(text, statistics))];
        var logistic = LogisticTextModel.Fit(weighted, split.Terms, people, split.Experts.Count);
        yield return ($"logistic C=10 ({label})", issue => logistic.Score(weighting.Weigh(words[issue], statistics)));

        var ridge = LinearTextMap.Fit(
            [.. weighted.Select(text => WithIntercept(text, split.Terms))],
            split.Terms + 1,
            [.. people.Select(person => new[] { person })],
            split.Experts.Count,
            iterations: 60);
        yield return ($"ridge alpha=1 ({label})", issue =>
            ridge.Score(WithIntercept(weighting.Weigh(words[issue], statistics), split.Terms)));
    }

    /// <summary>A constant column so large that its weight is hardly penalised.</summary>
    private static TermVector WithIntercept(TermVector text, int terms) => new([.. text.Terms, terms], [.. text.Values, 10f]);
}
