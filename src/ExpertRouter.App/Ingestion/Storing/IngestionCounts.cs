namespace ExpertRouter.App.Ingestion.Storing;

/// <summary>Counts of a batch or a run.</summary>
/// <param name="Read">Items read.</param>
/// <param name="New">New to the store.</param>
/// <param name="Changed">Content differed.</param>
/// <param name="Unchanged">Already stored as read.</param>
/// <param name="Rejected">Refused.</param>
/// <param name="Placeholders">Experts made for authors that the source does not describe.</param>
/// <param name="Merges">Expert rows recognised as somebody already known.</param>
public readonly record struct IngestionCounts(
    long Read, long New, long Changed, long Unchanged, long Rejected, long Placeholders = 0, long Merges = 0)
{
    /// <summary>Adds field by field.</summary>
    public static IngestionCounts operator +(IngestionCounts a, IngestionCounts b) => new(
        a.Read + b.Read, a.New + b.New, a.Changed + b.Changed, a.Unchanged + b.Unchanged, a.Rejected + b.Rejected,
        a.Placeholders + b.Placeholders, a.Merges + b.Merges);
}
