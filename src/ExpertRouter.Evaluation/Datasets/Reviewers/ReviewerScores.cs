using System.Globalization;
using ExpertRouter.Evaluation.Experiments;

namespace ExpertRouter.Evaluation.Datasets.Reviewers;

/// <summary>Collects what systems predict in each profile set and measures it; a measure is the mean over the sets. Not thread-safe.</summary>
internal sealed class ReviewerScores(ReviewerCollection collection)
{
    private readonly PairwiseLoss _loss = new(collection.Ratings);
    private readonly Dictionary<string, List<IReadOnlyDictionary<string, double[]>>> _values = new(StringComparer.Ordinal);

    /// <summary>How many reviewers rated papers.</summary>
    public int Reviewers => _loss.Reviewers.Count;

    /// <summary>Adds a system's predictions of one profile set.</summary>
    public void Add(string system, Func<string, string, double> score)
    {
        if (!_values.TryGetValue(system, out var sets)) _values[system] = sets = [];
        sets.Add(_loss.Compute(score));
    }

    /// <summary>Adds published predictions in <c>reference_scores.csv[.gz]</c>, if the folder has them, for sets that are complete.</summary>
    public void AddPublished(string folder)
    {
        foreach (var (algorithm, sets) in ReadPublished(folder))
            foreach (var scores in sets.Values)
                if (collection.Ratings.All(rating => scores.ContainsKey((rating.Reviewer, rating.Paper))))
                    Add($"published: {algorithm}", (reviewer, paper) => scores[(reviewer, paper)]);
    }

    /// <summary>A row per system, with intervals and p by reviewer.</summary>
    public IReadOnlyList<EvaluationRow> ToRows(string dataset, string baseline, Func<string, bool>? isDefault = null)
    {
        var systems = _values.Select(system => new SystemScores(
            system.Key,
            _loss.Reviewers,
            system.Value[0].Keys.ToDictionary(
                measure => measure,
                measure => (IReadOnlyList<double>)[.. _loss.Reviewers.Select((_, i) => system.Value.Average(set => set[measure][i]))],
                StringComparer.Ordinal))).ToArray();
        return [.. new Experiment(dataset, new ExperimentOptions { Baseline = baseline })
            .Compare(systems)
            .ToRows(isDefault)
            .Where(row => row.System != "best of systems")
            .Select(row => row with { Intervals = Intervals(_loss, systems.First(system => system.System == row.System)) })];
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
