using ExpertRouter.App.Ingestion.Records;

namespace ExpertRouter.App.Ingestion.Storing;

/// <summary>What a batch comes to; counted into the run after its transaction has been committed.</summary>
public sealed class BatchOutcome
{
    /// <summary>Items read.</summary>
    public long Read { get; set; }

    /// <summary>New to the store.</summary>
    public long New { get; set; }

    /// <summary>Content differed.</summary>
    public long Changed { get; set; }

    /// <summary>Already stored as read.</summary>
    public long Unchanged { get; set; }

    /// <summary>Experts made for authors that nothing describes.</summary>
    public long Placeholders { get; set; }

    /// <summary>Merges of experts.</summary>
    public long Merges { get; set; }

    /// <summary>Refused rows.</summary>
    public List<RejectedItem> Rejected { get; } = [];

    /// <summary>Oddities.</summary>
    public List<WarningItem> Warnings { get; } = [];

    /// <summary>The counts as a value.</summary>
    public IngestionCounts Counts => new(Read, New, Changed, Unchanged, Rejected.Count, Placeholders, Merges);

    /// <summary>Refuses an item that was read well but cannot be stored.</summary>
    public void Reject(SourcePosition position, string reason, string excerpt) => Rejected.Add(new RejectedItem(position, reason, excerpt));
}
