namespace ExpertRouter.Core.Retrieval.Sparse;

/// <summary>A numbered item and its score.</summary>
/// <param name="Item">Position of the item in its list.</param>
/// <param name="Score">Larger is better.</param>
public readonly record struct ScoredItem(int Item, double Score);
