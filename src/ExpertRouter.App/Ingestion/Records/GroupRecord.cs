namespace ExpertRouter.App.Ingestion.Records;

/// <summary>A visibility group as a source states it.</summary>
/// <param name="Id">Stable id, used by documents.</param>
/// <param name="Name">Name to show.</param>
/// <param name="Members">E-mails, or external ids of people of the same source.</param>
public sealed record GroupRecord(string Id, string Name, IReadOnlyList<string> Members);
