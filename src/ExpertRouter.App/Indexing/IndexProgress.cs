namespace ExpertRouter.App.Indexing;

/// <summary>How far catching up has come.</summary>
/// <param name="Done">Documents and experts taken in by this run.</param>
/// <param name="Total">All that there were to take in when it began.</param>
public sealed record IndexProgress(long Done, long Total);
