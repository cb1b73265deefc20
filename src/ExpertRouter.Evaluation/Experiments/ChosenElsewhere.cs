namespace ExpertRouter.Evaluation.Experiments;

/// <summary>
/// A system that is, for every query, the one that did best on the queries that have nothing in common with it (leave one group out): the
/// honest figure of "take the best form", since no query takes part in a choice made for it.
/// </summary>
public static class ChosenElsewhere
{
    /// <summary>Chooses.</summary>
    /// <param name="name">Name of the composed system.</param>
    /// <param name="systems">To choose from, preferred first: it wins ties, and serves queries that no other query can choose for.</param>
    /// <param name="metric">Higher mean is better.</param>
    /// <param name="groups">Per query the groups it belongs to; a query takes no part in the choice for another with a group in common.</param>
    /// <returns>The composed scores, and for each chosen system the number of queries it serves.</returns>
    public static (SystemScores Scores, IReadOnlyDictionary<string, int> Served) Compose(
        string name, IReadOnlyList<SystemScores> systems, string metric, IReadOnlyList<IReadOnlyCollection<string>> groups)
    {
        var queries = systems[0].Queries;
        var chosen = new SystemScores[queries.Count];
        for (var query = 0; query < chosen.Length; query++)
        {
            int[] others = [.. Enumerable.Range(0, chosen.Length).Where(other => !groups[other].Any(groups[query].Contains))];
            chosen[query] = others.Length == 0 ? systems[0] : systems.MaxBy(system => others.Sum(other => system.Values[metric][other]))!;
        }

        return (
            new SystemScores(name, queries, systems[0].Values.Keys.ToDictionary(
                key => key, key => (IReadOnlyList<double>)[.. chosen.Select((system, query) => system.Values[key][query])], StringComparer.Ordinal)),
            chosen.CountBy(system => system.System).ToDictionary(StringComparer.Ordinal));
    }
}
