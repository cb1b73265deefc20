using System.Globalization;
using ExpertRouter.Core.Retrieval.Sparse;
using ExpertRouter.Evaluation.Experiments;

namespace ExpertRouter.Evaluation.Datasets.Reviewers;

/// <summary>
/// <c>evaluate reviewers</c>: match reviewers and papers, judged by self-reported expertise; means over the profile sets.
/// No system sees a rating; how the default reads profiles is chosen by <see cref="HeldOutPapers"/>. Published predictions in <c>reference_scores.csv[.gz]</c>, if there, are measured as well.
/// </summary>
public static class ReviewersEvaluation
{
    /// <summary>Name of the product's default system in the tables.</summary>
    public const string DefaultSystem = "TF-IDF words+bigrams, form chosen on own papers";

    private const string Baseline = "TF-IDF, profile text";

    /// <summary>Words of the protocol.</summary>
    private static readonly WordTokenizer Plain = new(WordShape.Letters, 2, StopWords.Minimal);

    private static readonly WordTokenizer Phrases = new(WordShape.Letters, 2, StopWords.English, bigrams: true, stemPlurals: true);

    /// <summary>Measures a folder.</summary>
    public static EvaluationReport Run(string folder)
    {
        var collection = ReviewerCollection.Load(folder);
        var loss = new PairwiseLoss(collection.Ratings);
        var values = new Dictionary<string, List<IReadOnlyDictionary<string, double[]>>>(StringComparer.Ordinal);
        var (form, ranks) = new HeldOutPapers(collection, collection.Profiles.Values.First(), Phrases).Choose();
        foreach (var profiles in collection.Profiles.Values)
        {
            var plain = new ReviewerSimilarity(collection, profiles, Plain);
            var phrases = new ReviewerSimilarity(collection, profiles, Phrases);
            Add(Baseline, (reviewer, paper) => plain.Read(reviewer, paper).Profile);
            Add("TF-IDF, max over papers", (reviewer, paper) => plain.Read(reviewer, paper).Best);
            Add("TF-IDF, mean of top 3", (reviewer, paper) => plain.Read(reviewer, paper).BestThree);
            Add("TF-IDF, mean", (reviewer, paper) => plain.Read(reviewer, paper).Mean);
            Add("TF-IDF words+bigrams, profile", (reviewer, paper) => phrases.Read(reviewer, paper).Profile);
            Add("TF-IDF words+bigrams, mean of top 3", (reviewer, paper) => phrases.Read(reviewer, paper).BestThree);
            Add(DefaultSystem, (reviewer, paper) => phrases.Read(reviewer, paper).As(form));
        }

        foreach (var (algorithm, sets) in ReadPublished(folder))
            foreach (var scores in sets.Values)
                if (collection.Ratings.All(rating => scores.ContainsKey((rating.Reviewer, rating.Paper))))
                    Add($"published: {algorithm}", (reviewer, paper) => scores[(reviewer, paper)]);

        var systems = values.Select(system => new SystemScores(
            system.Key,
            loss.Reviewers,
            system.Value[0].Keys.ToDictionary(
                measure => measure,
                measure => (IReadOnlyList<double>)[.. loss.Reviewers.Select((_, i) => system.Value.Average(set => set[measure][i]))],
                StringComparer.Ordinal))).ToArray();
        string[] notes =
        [
            $"{loss.Reviewers.Count} reviewers, {collection.Ratings.Count} ratings; intervals and p by reviewer",
            string.Create(CultureInfo.InvariantCulture,
                $"form: {form}, by mean reciprocal rank of the author of held-out own papers ({string.Join(", ", ranks.Select(rank => $"{rank.Key} {rank.Value:0.000}"))})"),
        ];
        var rows = new Experiment(Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)), new ExperimentOptions { Baseline = Baseline })
            .Compare(systems)
            .ToRows(system => system == DefaultSystem)
            .Where(row => row.System != "best of systems")
            .Select(row => row with { Intervals = Intervals(loss, systems.First(system => system.System == row.System)) })
            .Select(row => row.Default == true ? row with { Notes = [.. row.Notes ?? [], .. notes] } : row);
        return new EvaluationReport("evaluate reviewers", [.. rows]);

        void Add(string system, Func<string, string, double> score)
        {
            if (!values.TryGetValue(system, out var sets)) values[system] = sets = [];
            sets.Add(loss.Compute(score));
        }
    }

    /// <summary>Resamples reviewers with all their pairs, so that the number of pairs varies as well.</summary>
    private static Dictionary<string, Interval> Intervals(PairwiseLoss loss, SystemScores system)
    {
        var options = new ExperimentOptions();
        var intervals = new Dictionary<string, Interval>(StringComparer.Ordinal);
        foreach (var (measure, shares) in loss.Shares())
        {
            var means = Bootstrap.Means([system.Values[measure], shares], options.Rounds, options.Seed);
            intervals[measure] = Bootstrap.Percentiles(
                means[0].Zip(means[1], (value, share) => share > 0 ? value / share : 0), options.Confidence);
        }

        return intervals;
    }

    /// <summary>Algorithm → set → scores. Empty when the folder has no such file.</summary>
    private static Dictionary<string, Dictionary<string, Dictionary<(string, string), double>>> ReadPublished(string folder)
    {
        var published = new Dictionary<string, Dictionary<string, Dictionary<(string, string), double>>>(StringComparer.Ordinal);
        if (!Directory.EnumerateFiles(folder, "reference_scores.csv*").Any()) return published;
        var path = JsonLines.Find(folder, "reference_scores.csv");
        using var reader = JsonLines.Open(path);
        reader.ReadLine();
        for (var number = 2; reader.ReadLine() is { } line; number++)
        {
            if (line.Length == 0) continue;
            var fields = line.Split(',');
            if (fields.Length != 5 || !double.TryParse(fields[4], NumberStyles.Float, CultureInfo.InvariantCulture, out var score))
                throw new InvalidDataException($"{path}:{number}: expected algorithm,set,reviewer,paper,score");
            if (!published.TryGetValue(fields[0], out var sets)) published[fields[0]] = sets = [];
            if (!sets.TryGetValue(fields[1], out var scores)) sets[fields[1]] = scores = [];
            scores[(fields[2], fields[3])] = score;
        }

        return published;
    }
}
