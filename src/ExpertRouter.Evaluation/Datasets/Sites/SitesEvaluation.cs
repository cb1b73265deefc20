using System.Globalization;
using ExpertRouter.Evaluation.Experiments;
using ExpertRouter.Evaluation.Metrics;

namespace ExpertRouter.Evaluation.Datasets.Sites;

/// <summary>
/// <c>evaluate sites</c>: expert finding on Stack Exchange dumps, one row per site and system, then all sites pooled.
/// </summary>
public static class SitesEvaluation
{
    /// <summary>Name of the product's default system in the tables.</summary>
    public const string DefaultSystem = "rolling mixture";

    /// <summary>Metrics of the protocol.</summary>
    public static IReadOnlyList<Metric> Metrics { get; } =
        [Metric.PrecisionAt(1), Metric.ReciprocalRank, Metric.NdcgAt(10), Metric.RecallAt(5), Metric.RecallAt(20)];

    /// <summary>Measures every dump.</summary>
    /// <param name="folders">Dump folders; only Posts.xml is read.</param>
    /// <param name="protocol">How time is cut.</param>
    /// <exception cref="FileNotFoundException">A folder holds no Posts.xml.</exception>
    /// <exception cref="ArgumentException">No folder is given.</exception>
    public static EvaluationReport Run(IReadOnlyList<string> folders, SiteProtocol protocol)
    {
        if (folders.Count == 0) throw new ArgumentException("give at least one dump folder", nameof(folders));
        return Run([.. folders.Select(SiteCollection.Load)], protocol);
    }

    /// <summary>Measures sites already read.</summary>
    public static EvaluationReport Run(IReadOnlyList<SiteCollection> sites, SiteProtocol protocol)
    {
        var rows = new List<EvaluationRow>();
        var measured = new List<IReadOnlyList<SystemScores>>();
        SiteReplay[] replays = [.. sites.Select(site => SiteReplay.Play(site, protocol))];
        var strengths = new PriorStrengths(replays);
        foreach (var replay in replays)
        {
            var site = replay.Site;
            var (strength, learned) = strengths.For(replay);
            var scores = Score(replay, learned);
            var left = string.Create(
                CultureInfo.InvariantCulture,
                $"prior strength {strength}, {(replays.Length > 1 ? "chosen on the other sites" : "the default")}; left out: {replay.LeftOutNotExpert} accepted author no expert yet, {replay.LeftOutSelfAnswer} answered by the asker");
            if (scores.Queries == 0)
            {
                rows.Add(Empty(site.Name, left));
                continue;
            }

            var systems = scores.ToScores();
            measured.Add(systems);
            rows.AddRange(Compare(site.Name, systems, BestBaseline(systems).System)
                .Select(row => row.Default == true ? row with { Notes = [.. row.Notes ?? [], left] } : row));
        }

        if (measured.Count > 1) rows.AddRange(Pool(measured));
        return new EvaluationReport($"evaluate sites --protocol {(protocol == SiteProtocol.Rolling ? "rolling" : "split")}", rows);
    }

    /// <summary>Scores of every system, with queries named <c>site/post id</c>.</summary>
    /// <param name="replay">The site.</param>
    /// <param name="learned">What <see cref="SiteLearner"/> made of its queries.</param>
    public static RankingScores Score(SiteReplay replay, IReadOnlyList<double[]> learned)
    {
        var scores = new RankingScores(Metrics);
        foreach (var (query, mixture) in replay.Queries.Zip(learned))
        {
            scores.Begin($"{replay.Site.Name}/{query.Question.Id}");
            foreach (var (system, values) in query.Baselines!) scores.Add(system, RankingScores.Order(values), [query.Target]);
            scores.Add(DefaultSystem, RankingScores.Order(mixture), [query.Target]);
        }

        return scores;
    }

    private static SystemScores BestBaseline(IReadOnlyList<SystemScores> systems) =>
        systems.Where(system => system.System != DefaultSystem).MaxBy(system => system.Mean("MRR"))!;

    private static IReadOnlyList<EvaluationRow> Pool(List<IReadOnlyList<SystemScores>> sites)
    {
        const string best = "best baseline of each site";
        var systems = sites[0].Select((system, i) => Join(system.System, [.. sites.Select(site => site[i])])).ToList();
        systems.Insert(systems.Count - 1, Join(best, [.. sites.Select(BestBaseline)]));
        return Compare("pooled", systems, best);
    }

    private static SystemScores Join(string name, IReadOnlyList<SystemScores> parts) => new(
        name,
        [.. parts.SelectMany(part => part.Queries)],
        parts[0].Values.Keys.ToDictionary(
            metric => metric,
            metric => (IReadOnlyList<double>)[.. parts.SelectMany(part => part.Values[metric])],
            StringComparer.Ordinal));

    private static IReadOnlyList<EvaluationRow> Compare(string dataset, IReadOnlyList<SystemScores> systems, string baseline) =>
        new Experiment(dataset, new ExperimentOptions { Baseline = baseline })
            .Compare(systems)
            .ToRows(system => system == DefaultSystem);

    private static EvaluationRow Empty(string site, string left) => new()
    {
        Dataset = site,
        System = DefaultSystem,
        Queries = 0,
        Metrics = new Dictionary<string, double>(),
        Default = true,
        Notes = ["no query can be evaluated", left],
    };
}
