namespace ExpertRouter.Core.Retrieval;

/// <summary>
/// A stage that turns a query into ranked documents. Combinators return retrievers, so stages compose:
/// <c>rrf(bm25,dense)>>rerank@100</c>. Implementations are thread-safe and apply the query's viewer and filter
/// before anything is scored or counted.
/// </summary>
public interface IRetriever
{
    /// <summary>Composed name, stable, used in traces, runs and artifacts.</summary>
    string Name { get; }

    /// <summary>At most <paramref name="depth"/> documents that the viewer may open.</summary>
    Task<Retrieved> RetrieveAsync(Query query, int depth, CancellationToken cancellationToken);
}
