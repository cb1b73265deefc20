namespace ExpertRouter.Core.Retrieval;

/// <summary>An analysed query term and how common it is.</summary>
/// <param name="Text">The indexed form.</param>
/// <param name="QueryFrequency">n(t, q): how often it stands in the query.</param>
/// <param name="CollectionProbability">p(t): occurrences over all tokens of the collection.</param>
public sealed record QueryTerm(string Text, int QueryFrequency, double CollectionProbability);
