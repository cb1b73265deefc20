namespace ExpertRouter.Core.Model;

/// <summary>One run of a connector over a source: its counts, where it stands, how it ended.</summary>
public sealed class IngestionRun
{
    /// <summary>Version 7 UUID, so runs sort by start.</summary>
    public Guid Id { get; set; }

    /// <summary>The source.</summary>
    public int SourceId { get; set; }

    /// <summary>State.</summary>
    public IngestionStatus Status { get; set; }

    /// <summary>Start, UTC.</summary>
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>End, UTC; null while running or after a crash.</summary>
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Items read.</summary>
    public long Read { get; set; }

    /// <summary>Items new to the store.</summary>
    public long New { get; set; }

    /// <summary>Items whose content differed.</summary>
    public long Changed { get; set; }

    /// <summary>Items already stored as read.</summary>
    public long Unchanged { get; set; }

    /// <summary>Items refused; each has a line in the rejects file.</summary>
    public long Rejected { get; set; }

    /// <summary>Position after the last committed batch, in the connector's own form; a killed run resumes there.</summary>
    public string? Checkpoint { get; set; }

    /// <summary>File with the refused rows and reasons; null when there are none.</summary>
    public string? RejectsFile { get; set; }

    /// <summary>What ended the run early; null otherwise.</summary>
    public string? Error { get; set; }
}
