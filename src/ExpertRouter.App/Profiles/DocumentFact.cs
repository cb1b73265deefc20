namespace ExpertRouter.App.Profiles;

/// <summary>What the statistics of a profile need of a document.</summary>
internal sealed record DocumentFact(long DocumentId, string[] Tags, DateTimeOffset CreatedAt, bool IsAccepted);
