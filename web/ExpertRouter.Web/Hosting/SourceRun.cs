using ExpertRouter.App.Ingestion;

namespace ExpertRouter.Web.Hosting;

/// <summary>A run started from the portal, as the sources page shows it. Immutable.</summary>
/// <param name="SourceId">The source.</param>
/// <param name="StartedAt">When it was started, UTC.</param>
/// <param name="Progress">How far it is; null before the first batch.</param>
/// <param name="IsRunning">Still going on.</param>
/// <param name="Message">How it ended, in one sentence; null while running.</param>
/// <param name="IsTrouble">It ended with an error.</param>
public sealed record SourceRun(
    int SourceId, DateTimeOffset StartedAt, IngestionProgress? Progress, bool IsRunning, string? Message = null, bool IsTrouble = false);
