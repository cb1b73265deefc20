using System.Globalization;
using ExpertRouter.Core.Ranking;
using ExpertRouter.Evaluation.Experiments;
using ExpertRouter.Evaluation.Metrics;

namespace ExpertRouter.Evaluation.Datasets.Maintainers;

/// <summary>
/// <c>evaluate experts</c>: expert finding on a folder of documents with people and queries. The mixture is fitted on
/// pseudo-queries held out of the documents by name stem, with index and linear map built without them; the queries of
/// the set are only ever scored.
/// </summary>
public static class ExpertsEvaluation
{
    /// <summary>Name of the product's default system in the tables.</summary>
    public const string DefaultSystem = "listwise mixture";

    private const int Stems = 2000;
    private const int Seed = 7;
    private const int FewestPseudoQueries = 30;

    /// <summary>Metrics of the protocol.</summary>
    public static IReadOnlyList<Metric> Metrics { get; } =
        [Metric.PrecisionAt(1), Metric.ReciprocalRank, Metric.NdcgAt(10), Metric.RecallAt(5), Metric.RecallAt(20)];

    /// <summary>Measures a folder.</summary>
    public static EvaluationReport Run(string folder) =>
        Run(Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)), MaintainerCollection.Load(folder));

    /// <summary>Measures a set already read.</summary>
    /// <exception cref="InvalidDataException">No query has a relevant expert among the ranked ones.</exception>
    public static EvaluationReport Run(string name, MaintainerCollection collection)
    {
        int[] queries = [.. Enumerable.Range(0, collection.Queries.Count).Where(query => collection.RelevantOfQuery[query].Length > 0)];
        if (queries.Length == 0)
            throw new InvalidDataException(
                $"{name}: none of the {collection.Queries.Count} queries has a relevant person with {MaintainerCollection.MinimumDocuments} documents");
        var mixture = FitOnPseudoQueries(collection, out var pseudoQueries);
        var baselines = new MaintainerBaselines(collection);
        var features = mixture is null ? null : new MaintainerFeatures(collection, [.. Enumerable.Range(0, collection.Documents.Count)]);

        var rankings = new IReadOnlyList<(string Name, IReadOnlyList<int> Ranking)>[queries.Length];
        Parallel.For(0, queries.Length, i =>
        {
            var text = collection.Queries[queries[i]].Text;
            var systems = baselines.Score(text)
                .Select(system => (system.Name, RankingScores.Order(system.Scores, onlyPositive: true)))
                .ToList();
            if (mixture is not null)
                systems.Add((DefaultSystem, RankingScores.Order(mixture.Score(features!.Extract(text).ToGroup()))));
            rankings[i] = systems;
        });

        var scores = new RankingScores(Metrics);
        for (var i = 0; i < queries.Length; i++)
        {
            scores.Begin(collection.Queries[queries[i]].Id);
            foreach (var (system, ranking) in rankings[i]) scores.Add(system, ranking, collection.RelevantOfQuery[queries[i]]);
        }

        return new EvaluationReport("evaluate experts", Report(name, collection, scores.ToScores(), mixture, pseudoQueries));
    }

    private static ListwiseMixture? FitOnPseudoQueries(MaintainerCollection collection, out int pseudoQueries)
    {
        var held = PseudoQueries.Select(collection, Stems, Seed);
        pseudoQueries = held.Queries.Count;
        if (pseudoQueries < FewestPseudoQueries) return null;
        var features = new MaintainerFeatures(collection, held.Documents);
        var groups = new RankingGroup[pseudoQueries];
        Parallel.For(0, groups.Length, i =>
        {
            var document = held.Queries[i];
            groups[i] = features.Extract(PseudoQueries.TextOf(collection.Documents[document]))
                .ToGroup(collection.ExpertsOfDocument[document]);
        });
        var names = features.Extract("").Names;
        return new ListwiseMixtureTrainer().Fit(names, groups);
    }

    private static List<EvaluationRow> Report(
        string name, MaintainerCollection collection, IReadOnlyList<SystemScores> systems, ListwiseMixture? mixture, int pseudoQueries)
    {
        var left = collection.Queries.Count - systems[0].Queries.Count;
        string[] notes =
        [
            string.Create(CultureInfo.InvariantCulture, $"{collection.Documents.Count} documents, {collection.Experts.Count} experts"),
            .. left > 0 ? [$"{left} queries without a relevant expert are left out"] : Array.Empty<string>(),
            mixture is null
                ? $"only {pseudoQueries} pseudo-queries, too few to fit a mixture; the default is {MaintainerBaselines.SumOfSquares}"
                : $"fitted on {pseudoQueries} pseudo-queries",
        ];
        var defaultSystem = mixture is null ? MaintainerBaselines.SumOfSquares : DefaultSystem;
        var rows = new Experiment(name, new ExperimentOptions { Baseline = MaintainerBaselines.SumOfSquares })
            .Compare(systems)
            .ToRows(system => system == defaultSystem)
            .Select(row => row.Default == true ? row with { Notes = [.. row.Notes ?? [], .. notes] } : row)
            .ToList();
        if (mixture is null) return rows;

        // The second comparison of the protocol: the same default system against BM25 + CombSUM.
        var against = new Experiment(name, new ExperimentOptions { Baseline = MaintainerBaselines.CombSum })
            .Compare([.. systems.Where(system => system.System is DefaultSystem or MaintainerBaselines.CombSum)])
            .ToRows()
            .First(row => row.System == DefaultSystem);
        rows.Insert(rows.FindIndex(row => row.System == DefaultSystem) + 1, against with { System = $"{DefaultSystem} (against {MaintainerBaselines.CombSum})" });
        return rows;
    }
}
