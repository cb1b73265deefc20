using System.Globalization;
using ExpertRouter.Evaluation.Datasets.Maintainers;
using ExpertRouter.Evaluation.Experiments;
using ExpertRouter.Evaluation.Metrics;
using ExpertRouter.Learning.NewPeople;

namespace ExpertRouter.Evaluation.Datasets.Newcomers;

/// <summary>
/// <c>evaluate newcomers</c>: are people found who were added by their documents alone? A fifth of the experts is held out: text
/// vectors and projection are trained without them and without the set's queries; then they are added, and the queries whose
/// right person is a newcomer are ranked over everybody. Compared with the mean of their document vectors.
/// </summary>
public static class NewcomersEvaluation
{
    /// <summary>The projection's name in the tables.</summary>
    public const string Projected = "Nexus projection";

    /// <summary>What it must beat.</summary>
    public const string Plain = "mean of document vectors";

    private const double HeldOutShare = .2;
    private const int Dimension = 128;
    private const int Stems = 2000;
    private const int Episodes = 4;
    private const int Seed = 1;

    private static readonly Metric[] Metrics = [Metric.RecallAt(5), Metric.RecallAt(20), Metric.ReciprocalRank];

    /// <summary>Measures a folder of the layout of <c>evaluate experts</c>.</summary>
    public static EvaluationReport Run(string folder) =>
        Run(Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)), MaintainerCollection.Load(folder), new NexusOptions());

    /// <summary>Measures a set already read.</summary>
    /// <exception cref="InvalidDataException">No query has a newcomer as its right person, or there are too few documents to train on.</exception>
    public static EvaluationReport Run(string name, MaintainerCollection collection, NexusOptions options)
    {
        string[] shuffled = [.. collection.Experts];
        new Random(Seed).Shuffle(shuffled);
        var newcomers = shuffled.Take((int)(shuffled.Length * HeldOutShare)).ToHashSet(StringComparer.Ordinal);
        var known = collection.Experts.Where(expert => !newcomers.Contains(expert)).ToHashSet(StringComparer.Ordinal);
        var past = new MaintainerCollection(
            [.. collection.Documents
                .Select(document => document with { Experts = [.. document.Experts.Where(known.Contains)] })
                .Where(document => document.Experts.Count > 0)],
            []);
        var texts = new LatentTexts([.. past.Documents.Select(PseudoQueries.TextOf)], Dimension, Seed);
        var episodes = MakeEpisodes(past, texts);
        var queries = episodes.Sum(episode => episode.Queries.Count);
        var projection = new NexusTrainer(options).Train(episodes);

        float[][] vectors = [.. collection.Documents.Select(document => texts.Read(PseudoQueries.TextOf(document)))];
        var means = Means(collection, [.. Enumerable.Range(0, vectors.Length)], vectors);
        var projected = Array.ConvertAll(means, mean => mean.Length == 0 ? [] : projection.Project(mean));
        var report = new List<EvaluationRow>();
        foreach (var (dataset, kind) in ((string, HashSet<string>)[])[($"{name} newcomers", newcomers), ($"{name} known", known)])
        {
            var scores = new RankingScores(Metrics);
            for (var query = 0; query < collection.Queries.Count; query++)
            {
                int[] right = [.. collection.RelevantOfQuery[query].Where(expert => kind.Contains(collection.Experts[expert]))];
                if (right.Length == 0) continue;
                var vector = texts.Read(collection.Queries[query].Text);
                scores.Begin(collection.Queries[query].Id);
                scores.Add(Plain, Rank(vector, means), right);
                scores.Add(Projected, Rank(vector, projected), right);
            }

            var systems = scores.ToScores();
            if (systems.Count == 0)
                throw new InvalidDataException($"{dataset}: no query has one of these {kind.Count} people as its right person");
            report.AddRange(new Experiment(dataset, new ExperimentOptions { Baseline = Plain }).Compare(systems).ToRows(system => system == Projected));
        }

        var note = string.Create(
            CultureInfo.InvariantCulture,
            $"{newcomers.Count} newcomers among {collection.Experts.Count} experts; trained on {queries} pseudo-queries of the others, {projection.Steps} steps by rehearsal");
        return new EvaluationReport("evaluate newcomers", [.. report.Select(row => row.System == Projected ? row with { Notes = [.. row.Notes ?? [], note] } : row)]);
    }

    private static NexusEpisode[] MakeEpisodes(MaintainerCollection past, LatentTexts texts)
    {
        float[][] vectors = [.. past.Documents.Select(document => texts.Read(PseudoQueries.TextOf(document)))];
        NexusEpisode[] episodes = [.. Enumerable.Range(Seed, Episodes)
            .Select(seed => PseudoQueries.Select(past, Stems, seed))
            .Select(held => new NexusEpisode(
                Means(past, held.Documents, vectors),
                [.. held.Queries.Select(document => new NexusQuery(vectors[document], past.ExpertsOfDocument[document]))]))
            .Where(episode => episode.Queries.Count > 0)];
        return episodes.Length > 0 ? episodes : throw new InvalidDataException("the documents of the known people are too few, or too much alike, to hold out any to train on");
    }

    private static float[][] Means(MaintainerCollection collection, IReadOnlyList<int> documents, float[][] vectors)
    {
        var own = documents
            .SelectMany(document => collection.ExpertsOfDocument[document], (document, expert) => (document, expert))
            .ToLookup(pair => pair.expert, pair => vectors[pair.document]);
        return [.. Enumerable.Range(0, collection.Experts.Count).Select(expert => NexusProjection.Mean([.. own[expert]]))];
    }

    private static IReadOnlyList<int> Rank(float[] query, float[][] experts) => RankingScores.Order(
        Array.ConvertAll(experts, expert => expert.Length == 0 ? double.NegativeInfinity : System.Numerics.Tensors.TensorPrimitives.Dot<float>(query, expert)));
}
