using System.Globalization;

namespace ExpertRouter.Core.Retrieval;

/// <summary>Never asks its retriever for more than a fixed depth.</summary>
public sealed class CutOffRetriever : IRetriever
{
    private readonly IRetriever _retriever;
    private readonly int _depth;

    /// <summary>Limits <paramref name="retriever"/> to <paramref name="depth"/> hits, at least 1.</summary>
    public CutOffRetriever(IRetriever retriever, int depth)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(depth);
        (_retriever, _depth) = (retriever, depth);
        Name = string.Create(CultureInfo.InvariantCulture, $"{retriever.Name}@{depth}");
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public async Task<Retrieved> RetrieveAsync(Query query, int depth, CancellationToken cancellationToken)
    {
        var retrieved = await _retriever.RetrieveAsync(query, Math.Min(depth, _depth), cancellationToken);
        return retrieved with { Trace = [.. retrieved.Trace, new StageTrace(Name, 0, retrieved.Hits.Count, retrieved.Hits.Count)] };
    }
}
