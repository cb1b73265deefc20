using ExpertRouter.Core.Model;
using ExpertRouter.Core.Ranking;
using ExpertRouter.Core.Retrieval;

namespace ExpertRouter.Learning.Ranking;

/// <summary>
/// Features of experts from retrieved documents, the same in training and in service. Hits must already be filtered by
/// visibility and carry canonical expert ids; askers are no candidates. "Text" is the part of the score that words gave. Stateless and thread-safe.
/// </summary>
public static class HitFeatures
{
    private const double MemoryDays = 180;

    /// <summary>Features of everybody behind the hits.</summary>
    /// <param name="hits">Retrieved documents, best first.</param>
    /// <param name="now">Time of the query, UTC.</param>
    /// <param name="facts">What else is known of an expert.</param>
    /// <returns>Expert ids, ascending, and one row for each.</returns>
    public static (IReadOnlyList<long> Experts, FeatureTable Table) Extract(
        IReadOnlyList<Hit> hits, DateTimeOffset now, Func<long, ExpertFacts> facts)
    {
        var experts = hits.SelectMany(Contributors).Select(author => author.ExpertId).Distinct().Order().ToArray();
        var rows = experts.Index().ToDictionary(expert => expert.Item, expert => expert.Index);
        var largest = hits.Count > 0 ? hits.Max(hit => hit.WordsScore) : 0;
        var best = largest > 0 ? largest : 1;
        var table = new FeatureTable(experts.Length);
        table.AddLogShare("text sum", Sum(hit => hit.WordsScore / best), .01);
        table.AddLogShare("text squares", Sum(hit => Math.Pow(hit.WordsScore / best, 2)), .01);
        table.AddLogShare("text cubes", Sum(hit => Math.Pow(hit.WordsScore / best, 3)), .01);
        table.AddLogShare("text cubes recent", Sum(hit => Math.Pow(hit.WordsScore / best, 3) * Fade(hit)), .01);
        table.AddLogShare("reciprocal ranks", Sum(hit => 1.0 / hit.Rank), .01);
        table.AddLogShare("hits", Sum(_ => 1), .05);
        table.AddLogShare("accepted hits", Sum(hit => hit.IsAccepted ? hit.WordsScore / best : 0), .05);
        table.AddLogShare("votes of hits", Sum(hit => Math.Log(1 + Math.Max(0, hit.SourceScore))), .05);
        table.Add("best hit", Best());

        var known = Array.ConvertAll(experts, expert => facts(expert));
        table.Add("documents", Array.ConvertAll(known, fact => Math.Log(1 + fact.Documents)));
        table.Add("acceptance rate", Array.ConvertAll(known, fact => Math.Log((fact.Accepted + 1.0) / (fact.Documents + 4))));
        table.Add("last active", Array.ConvertAll(known, fact =>
            fact.LastActiveAt is { } last ? -Math.Log(1 + Math.Max(0, (now - last).TotalDays)) : -Math.Log(1 + 3650)));
        table.Add("shared tags", Array.ConvertAll(known, fact => (double)fact.SharedTags));
        table.Add("helped this asker", Array.ConvertAll(known, fact => Math.Log(1 + fact.HelpedAsker)));
        table.Add("linear text map", Array.ConvertAll(known, fact => fact.TextMap));
        return (experts, table);

        double[] Sum(Func<Hit, double> value)
        {
            var sums = new double[experts.Length];
            foreach (var hit in hits)
                foreach (var author in Contributors(hit))
                    sums[rows[author.ExpertId]] += value(hit) * author.Weight;
            return sums;
        }

        double[] Best()
        {
            var bests = new double[experts.Length];
            foreach (var hit in hits)
                foreach (var author in Contributors(hit))
                    bests[rows[author.ExpertId]] = Math.Max(bests[rows[author.ExpertId]], hit.WordsScore / best);
            return bests;
        }

        double Fade(Hit hit) => Math.Pow(.5, Math.Max(0, (now - hit.CreatedAt).TotalDays) / MemoryDays);
    }

    private static IEnumerable<HitAuthor> Contributors(Hit hit) =>
        hit.Authors.Where(author => author.Role != AuthorshipRole.Asker);
}
