namespace ExpertRouter.App.Finding;

/// <summary>How many results have a value.</summary>
/// <param name="Value">The value to filter by: a source id, kind or area id.</param>
/// <param name="Name">Name to show.</param>
/// <param name="Count">How many.</param>
public sealed record FacetCount<T>(T Value, string Name, int Count);
