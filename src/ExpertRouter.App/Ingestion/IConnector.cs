using ExpertRouter.App.Ingestion.Records;

namespace ExpertRouter.App.Ingestion;

/// <summary>
/// Reads one source as a stream. Used for one run by one reader; never holds the source in memory. Bad rows come out as
/// <see cref="RejectedItem"/>; an exception means that the source as a whole cannot be read on.
/// </summary>
public interface IConnector
{
    /// <summary>Name of the connector, as the command line spells it.</summary>
    string Kind { get; }

    /// <summary>Name for the source when the user gives none.</summary>
    string DefaultName { get; }

    /// <summary>Size of everything to be read in bytes; null when unknown.</summary>
    long? TotalBytes { get; }

    /// <summary>Bytes read so far, for progress; may be read from another thread.</summary>
    long BytesRead { get; }

    /// <summary>Streams the items in a fixed order.</summary>
    /// <param name="resumeAfter">Position after the last stored item of an interrupted run; null starts at the beginning.</param>
    /// <param name="lastCompleted">Last position of the previous complete run; a connector may leave out what is known to be unchanged since.</param>
    /// <param name="cancellationToken">Stops the stream.</param>
    IAsyncEnumerable<SourceItem> ReadAsync(SourcePosition? resumeAfter, SourcePosition? lastCompleted, CancellationToken cancellationToken);
}
