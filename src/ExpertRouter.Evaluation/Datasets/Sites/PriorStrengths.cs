namespace ExpertRouter.Evaluation.Datasets.Sites;

/// <summary>
/// Chooses for each site how strong the prior of its learner is, by the other sites alone: the strength with the best pooled MRR over
/// their queries (leave one site out), so that no figure of a site takes part in a choice made for it.
/// </summary>
public sealed class PriorStrengths
{
    /// <summary>What a site gets when there is no other site to choose by.</summary>
    public const double Default = 100;

    private static readonly double[] Candidates = [Default, 10, 30, 300, 1000];

    private readonly IReadOnlyList<SiteReplay> _sites;
    private readonly Dictionary<(SiteReplay Site, double Strength), IReadOnlyList<double[]>> _scores = [];

    /// <summary>Ranks every query of every site with every strength; with one site, with <see cref="Default"/> only.</summary>
    public PriorStrengths(IReadOnlyList<SiteReplay> sites)
    {
        _sites = sites;
        (SiteReplay Site, double Strength)[] runs =
            [.. sites.SelectMany(site => Candidates.Take(sites.Count > 1 ? Candidates.Length : 1).Select(strength => (site, strength)))];
        var scores = new IReadOnlyList<double[]>[runs.Length];
        Parallel.For(0, runs.Length, i => scores[i] = SiteLearner.Rank(runs[i].Site, runs[i].Strength));
        for (var i = 0; i < runs.Length; i++) _scores[runs[i]] = scores[i];
    }

    /// <summary>The strength for a site and the scores of its queries with it. The first candidate wins ties.</summary>
    public (double Strength, IReadOnlyList<double[]> Scores) For(SiteReplay site)
    {
        SiteReplay[] others = [.. _sites.Where(other => other != site && other.Queries.Any())];
        var strength = others.Length == 0 ? Default : Candidates.MaxBy(candidate => others.Sum(other => ReciprocalRanks(other, candidate)));
        return (strength, _scores[(site, strength)]);
    }

    private double ReciprocalRanks(SiteReplay site, double strength) => site.Queries
        .Zip(_scores[(site, strength)], (query, scores) => 1.0 / (1 + RankingScores.Order(scores).ToList().IndexOf(query.Target)))
        .Sum();
}
