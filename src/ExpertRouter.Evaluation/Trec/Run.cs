namespace ExpertRouter.Evaluation.Trec;

/// <summary>
/// A system's rankings, one per query. Every ranking is kept in trec_eval's order: score descending, equal scores by
/// document id descending (ordinal). Not safe for use while rankings are being added.
/// </summary>
public sealed class Run(string name)
{
    private readonly List<string> _queries = [];
    private readonly Dictionary<string, ScoredDocument[]> _rankings = new(StringComparer.Ordinal);

    /// <summary>The system's name, the last column of a run file.</summary>
    public string Name { get; } = name;

    /// <summary>Query ids in the order in which they were added.</summary>
    public IReadOnlyList<string> Queries => _queries;

    /// <summary>The ranking of a query, best first; empty when the run lacks the query.</summary>
    public IReadOnlyList<ScoredDocument> this[string query] =>
        _rankings.TryGetValue(query, out var ranking) ? ranking : [];

    /// <summary>Whether the run has the query. A query added without documents is absent, as it would be in a file.</summary>
    public bool Contains(string query) => _rankings.ContainsKey(query);

    /// <summary>Adds a query's ranking, in any order. An empty one adds nothing.</summary>
    /// <exception cref="ArgumentException">The query is there already, a document repeats, or a score is NaN.</exception>
    public void Add(string query, IEnumerable<ScoredDocument> documents)
    {
        ArgumentException.ThrowIfNullOrEmpty(query);
        ArgumentNullException.ThrowIfNull(documents);
        var ranking = documents.ToArray();
        if (ranking.Length == 0)
        {
            return;
        }

        var seen = new HashSet<string>(ranking.Length, StringComparer.Ordinal);
        foreach (var (document, score) in ranking)
        {
            if (double.IsNaN(score))
            {
                throw new ArgumentException($"Query '{query}': the score of '{document}' is not a number.", nameof(documents));
            }

            if (!seen.Add(document))
            {
                throw new ArgumentException($"Query '{query}': document '{document}' is ranked twice.", nameof(documents));
            }
        }

        AddChecked(query, ranking);
    }

    /// <summary>
    /// Adds a ranking whose order, ties included, was settled by the system: the scores become n, n − 1, … 1.
    /// </summary>
    /// <exception cref="ArgumentException">The query is there already, or a document repeats.</exception>
    public void AddOrdered(string query, IReadOnlyList<string> documents)
    {
        ArgumentNullException.ThrowIfNull(documents);
        Add(query, documents.Select((document, i) => new ScoredDocument(document, documents.Count - i)));
    }

    internal void AddChecked(string query, ScoredDocument[] ranking)
    {
        if (!_rankings.TryAdd(query, ranking))
        {
            throw new ArgumentException($"Query '{query}' is already in run '{Name}'.", nameof(query));
        }

        Array.Sort(ranking, InTrecOrder);
        _queries.Add(query);
    }

    private static int InTrecOrder(ScoredDocument a, ScoredDocument b)
    {
        var byScore = b.Score.CompareTo(a.Score);
        return byScore != 0 ? byScore : string.CompareOrdinal(b.Document, a.Document);
    }
}
