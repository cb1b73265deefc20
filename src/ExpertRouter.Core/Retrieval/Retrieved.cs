namespace ExpertRouter.Core.Retrieval;

/// <summary>What a retriever returns: hits by descending score and how they came about. Immutable.</summary>
/// <param name="Hits">Best first, ranks 1…n, ties broken by document id ascending.</param>
/// <param name="Terms">The analysed query terms that <see cref="Hit.TermFrequencies"/> counts, with collection statistics; empty when unknown.</param>
/// <param name="Trace">One entry per stage; stages may run at the same time.</param>
public sealed record Retrieved(IReadOnlyList<Hit> Hits, IReadOnlyList<QueryTerm> Terms, IReadOnlyList<StageTrace> Trace);
