using System.Globalization;
using ExpertRouter.Evaluation.Experiments;
using ExpertRouter.Evaluation.Metrics;

namespace ExpertRouter.Evaluation.Datasets.Maintainers;

/// <summary>
/// <c>evaluate experts</c>: expert finding on a folder of documents with people and queries. The mixtures are fitted on
/// pseudo-queries held out of the documents by name stem, with index, linear map and encoder made without them; for the queries of
/// the set, which are only ever scored, all three are made again from all documents.
/// </summary>
public static class ExpertsEvaluation
{
    /// <summary>Name of the mixture of words; the product's default without an encoder.</summary>
    public const string WordsSystem = "listwise mixture";

    /// <summary>Name of the mixture of words and vectors; the product's default where it is better on pseudo-queries.</summary>
    public const string HybridSystem = "hybrid mixture";

    /// <summary>Name of the hybrid system's encoder on its own.</summary>
    public const string EncoderSystem = "encoder, 200 nearest documents";

    private const int Stems = 2000;
    private const int Seed = 7;
    private const int FewestPseudoQueries = 30;
    private const int FewestForEncoder = 50;

    /// <summary>Metrics of the protocol.</summary>
    public static IReadOnlyList<Metric> Metrics { get; } =
        [Metric.PrecisionAt(1), Metric.ReciprocalRank, Metric.NdcgAt(10), Metric.RecallAt(5), Metric.RecallAt(20)];

    /// <summary>Measures a folder.</summary>
    public static EvaluationReport Run(string folder, EncoderPlan encoders) =>
        Run(Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)), MaintainerCollection.Load(folder), encoders);

    /// <summary>Measures a set already read.</summary>
    /// <exception cref="InvalidDataException">No query has a relevant expert among the ranked ones.</exception>
    public static EvaluationReport Run(string name, MaintainerCollection collection, EncoderPlan encoders)
    {
        int[] queries = [.. Enumerable.Range(0, collection.Queries.Count).Where(query => collection.RelevantOfQuery[query].Length > 0)];
        if (queries.Length == 0)
            throw new InvalidDataException(
                $"{name}: none of the {collection.Queries.Count} queries has a relevant person with {MaintainerCollection.MinimumDocuments} documents");
        string[] texts = [.. queries.Select(query => collection.Queries[query].Text)];
        int[] all = [.. Enumerable.Range(0, collection.Documents.Count)];
        var held = PseudoQueries.Select(collection, Stems, Seed);
        var notes = new List<string> { Invariant($"{collection.Documents.Count} documents, {collection.Experts.Count} experts") };
        if (collection.Queries.Count > queries.Length)
            notes.Add($"{collection.Queries.Count - queries.Length} queries without a relevant expert are left out");

        var encoder = held.Queries.Count < FewestForEncoder ? null : encoders.Hybrid;
        if (encoders.Hybrid is not null && encoder is null)
            notes.Add($"no encoder: {held.Queries.Count} pseudo-queries are fewer than {FewestForEncoder}");
        var stems = NameStems.Of(collection.Documents.Select(document => document.Id));
        string[] families = [.. collection.Documents.Select(document => stems[document.Id])];
        var lesson = new EncoderLesson(collection, all, families);
        var whole = Task.Run(() => Encode(collection, all, texts, () => encoder?.Invoke(lesson)));
        var mixtures = FitOnPseudoQueries(collection, held, () => encoder?.Invoke(lesson with { Documents = held.Documents }), notes);
        var (vectors, encoded, description) = whole.GetAwaiter().GetResult();
        if (description is not null) notes.Add(description);
        var reader = mixtures is null ? null : new ExpertReader(new MaintainerFeatures(collection, all), vectors);
        var baselines = new MaintainerBaselines(collection);
        var references = encoders.References
            .Select(reference => (reference.Name, Read: Encode(collection, all, texts, () => reference.Open(lesson))))
            .ToArray();

        var rankings = new List<(string Name, IReadOnlyList<int> Ranking)>[queries.Length];
        Parallel.For(0, queries.Length, i =>
        {
            rankings[i] = [.. baselines.Score(texts[i]).Select(system => (system.Name, RankingScores.Order(system.Scores, onlyPositive: true)))];
            foreach (var (reference, (referenceVectors, seen, _)) in references)
                rankings[i].Add((reference, RankingScores.Order(referenceVectors!.Nearest(seen[i]), onlyPositive: true)));
            if (vectors is not null) rankings[i].Add((EncoderSystem, RankingScores.Order(vectors.Nearest(encoded[i]), onlyPositive: true)));
            if (mixtures is null) return;
            var (byWords, hybrid) = reader!.Read(texts[i], encoded[i]);
            rankings[i].Add((WordsSystem, RankingScores.Order(mixtures.Words.Score(byWords))));
            if (mixtures.Hybrid is not null) rankings[i].Add((HybridSystem, RankingScores.Order(mixtures.Hybrid.Score(hybrid))));
        });
        var scores = new RankingScores(Metrics);
        for (var i = 0; i < queries.Length; i++)
        {
            scores.Begin(collection.Queries[queries[i]].Id);
            foreach (var (system, ranking) in rankings[i]) scores.Add(system, ranking, collection.RelevantOfQuery[queries[i]]);
        }

        var chosen = mixtures is null ? MaintainerBaselines.SumOfSquares : mixtures.PrefersHybrid ? HybridSystem : WordsSystem;
        return new EvaluationReport("evaluate experts", Report(name, scores.ToScores(), chosen, notes));
    }

    private static FittedMixtures? FitOnPseudoQueries(
        MaintainerCollection collection, PseudoQueries held, Func<IExpertEncoder?> open, List<string> notes)
    {
        if (held.Queries.Count < FewestPseudoQueries)
        {
            notes.Add($"only {held.Queries.Count} pseudo-queries, too few to fit a mixture; the default is {MaintainerBaselines.SumOfSquares}");
            return null;
        }

        string[] texts = [.. held.Queries.Select(document => PseudoQueries.TextOf(collection.Documents[document]))];
        var (vectors, encoded, _) = Encode(collection, held.Documents, texts, open);
        var reader = new ExpertReader(new MaintainerFeatures(collection, held.Documents), vectors);
        var mixtures = FittedMixtures.Fit(
            reader, texts, vectors is null ? null : encoded, [.. held.Queries.Select(document => collection.ExpertsOfDocument[document])]);
        notes.Add($"fitted on {texts.Length} pseudo-queries");
        if (mixtures.Hybrid is not null)
            notes.Add(Invariant(
                $"nDCG@10 on pseudo-queries, halves fitted on each other: {mixtures.HybridScore:0.0000} with the encoder, {mixtures.WordsScore:0.0000} without; so the default is the {(mixtures.PrefersHybrid ? HybridSystem : WordsSystem)}"));
        return mixtures;
    }

    private static (EncoderFeatures? Vectors, IReadOnlyList<EncodedText?> Encoded, string? Description) Encode(
        MaintainerCollection collection, IReadOnlyList<int> documents, string[] texts, Func<IExpertEncoder?> open)
    {
        using var encoder = open();
        return encoder is null
            ? (null, new EncodedText?[texts.Length], null)
            : (new EncoderFeatures(collection, documents, encoder), encoder.Encode(texts), encoder.Description);
    }

    private static List<EvaluationRow> Report(string name, IReadOnlyList<SystemScores> systems, string chosen, List<string> notes)
    {
        var rows = new Experiment(name, new ExperimentOptions { Baseline = MaintainerBaselines.SumOfSquares })
            .Compare(systems)
            .ToRows(system => system == chosen)
            .Select(row => row.Default == true ? row with { Notes = [.. row.Notes ?? [], .. notes] } : row)
            .ToList();

        // The further comparisons of the protocol: the same systems against another line of the table.
        AddAgainst(WordsSystem, MaintainerBaselines.CombSum);
        AddAgainst(HybridSystem, MaintainerBaselines.CombSum);
        AddAgainst(HybridSystem, WordsSystem);
        return rows;

        void AddAgainst(string system, string baseline)
        {
            if (rows.All(row => row.System != system)) return;
            var against = new Experiment(name, new ExperimentOptions { Baseline = baseline })
                .Compare([.. systems.Where(scores => scores.System == system || scores.System == baseline)])
                .ToRows()
                .First(row => row.System == system);
            rows.Insert(
                rows.FindLastIndex(row => row.System.StartsWith(system, StringComparison.Ordinal)) + 1, against with { System = $"{system} (against {baseline})" });
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
