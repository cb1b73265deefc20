namespace ExpertRouter.App.Ingestion;

/// <summary>How far a run is. Counts include what earlier, interrupted parts of the run did.</summary>
/// <param name="SourceId">The source.</param>
/// <param name="SourceName">Its name.</param>
/// <param name="Read">Items read.</param>
/// <param name="New">Items new to the store.</param>
/// <param name="Changed">Items whose content differed.</param>
/// <param name="Unchanged">Items already stored as read.</param>
/// <param name="Rejected">Items refused.</param>
/// <param name="ItemsPerSecond">Items read per second since this process started the run.</param>
/// <param name="BytesRead">Bytes read.</param>
/// <param name="BytesTotal">Bytes to read; null when unknown.</param>
public sealed record IngestionProgress(
    int SourceId, string SourceName, long Read, long New, long Changed, long Unchanged, long Rejected,
    double ItemsPerSecond, long BytesRead, long? BytesTotal)
{
    /// <summary>Share done in [0, 1]; null when the total is unknown.</summary>
    public double? Fraction => BytesTotal is > 0 ? Math.Min(1, (double)BytesRead / BytesTotal.Value) : null;
}
