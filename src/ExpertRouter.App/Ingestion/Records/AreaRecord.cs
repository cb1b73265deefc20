namespace ExpertRouter.App.Ingestion.Records;

/// <summary>A knowledge area as a source states it.</summary>
/// <param name="Name">Name; stored in lower case.</param>
/// <param name="Synonyms">Other words; joined with those already stored.</param>
/// <param name="Description">One or two sentences; null keeps what is stored.</param>
public sealed record AreaRecord(string Name, IReadOnlyList<string> Synonyms, string? Description);
