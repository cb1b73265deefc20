using System.Globalization;
using ExpertRouter.Evaluation.Experiments;

namespace ExpertRouter.Evaluation.Datasets.Sites;

/// <summary>
/// <c>evaluate sites</c>: expert finding on Stack Exchange dumps, one row per site and system, then all sites pooled.
/// </summary>
public static class SitesEvaluation
{
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
        foreach (var site in sites)
        {
            var replay = new SiteReplay(site, protocol);
            var scores = replay.Run();
            var left = string.Create(
                CultureInfo.InvariantCulture,
                $"left out: {replay.LeftOutNotExpert} accepted author no expert yet, {replay.LeftOutSelfAnswer} answered by the asker");
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

    private static SystemScores BestBaseline(IReadOnlyList<SystemScores> systems) =>
        systems.Where(system => system.System != SiteReplay.DefaultSystem).MaxBy(system => system.Mean("MRR"))!;

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
            .ToRows(system => system == SiteReplay.DefaultSystem);

    private static EvaluationRow Empty(string site, string left) => new()
    {
        Dataset = site,
        System = SiteReplay.DefaultSystem,
        Queries = 0,
        Metrics = new Dictionary<string, double>(),
        Default = true,
        Notes = ["no query can be evaluated", left],
    };
}
