namespace ExpertRouter.Core.Retrieval;

/// <summary>Text a person searches with, on whose behalf, limited to what, and when. Immutable.</summary>
/// <param name="Text">As typed.</param>
/// <param name="Viewer">Whose rights apply.</param>
/// <param name="Filter">Limits.</param>
/// <param name="Now">Reference time for recency, UTC.</param>
public sealed record Query(string Text, Viewer Viewer, QueryFilter Filter, DateTimeOffset Now);
