namespace ExpertRouter.App.Ingestion;

/// <summary>What to ingest.</summary>
/// <param name="Kind">Connector: <c>stackexchange</c>, <c>git</c>, <c>debian</c>, <c>jsonl</c> or <c>csv</c>.</param>
/// <param name="Arguments">Paths, and settings as <c>key=value</c>.</param>
/// <param name="Name">Name of the source; null takes the connector's.</param>
/// <param name="Group">Source group; null keeps a known source's group, and for a new source takes its name.</param>
public sealed record IngestionRequest(string Kind, IReadOnlyList<string> Arguments, string? Name = null, string? Group = null);
