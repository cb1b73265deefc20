namespace ExpertRouter.Core.Retrieval;

/// <summary>The combinators: each returns a retriever whose name is composed of its parts' names.</summary>
public static class RetrieverComposition
{
    /// <summary>Reciprocal rank fusion of several retrievers: <c>rrf(a,b)</c>.</summary>
    public static IRetriever Rrf(TimeProvider time, params IReadOnlyList<IRetriever> retrievers) => new RrfFusion(time, retrievers);

    /// <summary>Weighted sum of min-max normalised scores: <c>linear(0.7*a,0.3*b)</c>.</summary>
    public static IRetriever Linear(TimeProvider time, params IReadOnlyList<(IRetriever Retriever, double Weight)> parts) =>
        new LinearFusion(time, parts);

    /// <summary>Only the best <paramref name="depth"/> hits, whatever is asked for: <c>a@50</c>.</summary>
    public static IRetriever CutOff(this IRetriever retriever, int depth) => new CutOffRetriever(retriever, depth);

    /// <summary>Re-ranks the best <paramref name="depth"/> hits; the others keep their order behind them: <c>a>>b@100</c>.</summary>
    public static IRetriever Then(this IRetriever retriever, IReranker reranker, int depth, TimeProvider time) =>
        new RerankedRetriever(retriever, reranker, depth, time);
}
