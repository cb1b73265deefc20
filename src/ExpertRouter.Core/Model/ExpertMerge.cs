namespace ExpertRouter.Core.Model;

/// <summary>The record that two expert rows were taken for one person; undoing it clears the link.</summary>
public sealed class ExpertMerge
{
    /// <summary>Version 7 UUID.</summary>
    public Guid Id { get; set; }

    /// <summary>The row that now points elsewhere.</summary>
    public long ExpertId { get; set; }

    /// <summary>The canonical row.</summary>
    public long IntoExpertId { get; set; }

    /// <summary>Which rule matched: <c>email</c>, <c>name</c> or <c>manual</c>.</summary>
    public required string Rule { get; set; }

    /// <summary>The value that matched.</summary>
    public required string Evidence { get; set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset MergedAt { get; set; }

    /// <summary>When it was undone, UTC; an undone pair is never merged again automatically.</summary>
    public DateTimeOffset? UndoneAt { get; set; }
}
