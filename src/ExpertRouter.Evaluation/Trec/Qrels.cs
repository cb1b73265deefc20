namespace ExpertRouter.Evaluation.Trec;

/// <summary>
/// Relevance judgments: for each query, a grade per document. Grade ≥ 1 is relevant, 0 judged not relevant, negative
/// means in the pool but unjudged (trec_eval's convention). Not safe for use while judgments are being added.
/// </summary>
public sealed class Qrels
{
    private readonly List<string> _queries = [];
    private readonly Dictionary<string, Dictionary<string, int>> _judgments = new(StringComparer.Ordinal);
    private static readonly Dictionary<string, int> None = [];

    /// <summary>Query ids in the order in which they were added.</summary>
    public IReadOnlyList<string> Queries => _queries;

    /// <summary>Number of judgments over all queries.</summary>
    public int Count { get; private set; }

    /// <summary>Document id to grade for a query; empty when nothing was judged for it.</summary>
    public IReadOnlyDictionary<string, int> this[string query] => _judgments.GetValueOrDefault(query, None);

    /// <summary>Whether anything was judged for the query.</summary>
    public bool Contains(string query) => _judgments.ContainsKey(query);

    /// <summary>Adds one judgment.</summary>
    /// <exception cref="ArgumentException">The document was already judged for this query.</exception>
    public void Add(string query, string document, int grade)
    {
        if (!TryAdd(query, document, grade))
        {
            throw new ArgumentException($"Query '{query}': document '{document}' is judged twice.", nameof(document));
        }
    }

    /// <summary>Adds one judgment and returns true, or returns false when the document was already judged.</summary>
    public bool TryAdd(string query, string document, int grade)
    {
        ArgumentException.ThrowIfNullOrEmpty(query);
        ArgumentException.ThrowIfNullOrEmpty(document);
        if (!_judgments.TryGetValue(query, out var judgments))
        {
            judgments = new Dictionary<string, int>(StringComparer.Ordinal);
            _judgments.Add(query, judgments);
            _queries.Add(query);
        }

        if (!judgments.TryAdd(document, grade))
        {
            return false;
        }

        Count++;
        return true;
    }
}
