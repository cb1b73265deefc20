namespace ExpertRouter.App.Ingestion;

/// <summary>What became of the objects of one API call.</summary>
/// <param name="Read">Objects in the body.</param>
/// <param name="New">New to the store.</param>
/// <param name="Changed">Content differed.</param>
/// <param name="Unchanged">Already stored so.</param>
/// <param name="Rejected">Refused objects.</param>
/// <param name="Warnings">Oddities.</param>
public sealed record ApiIngestionResult(
    long Read, long New, long Changed, long Unchanged, IReadOnlyList<ApiRejection> Rejected, IReadOnlyList<string> Warnings);
