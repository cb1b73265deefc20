namespace ExpertRouter.Core.Tickets;

/// <summary>An expert must not handle certain tickets; never relaxed.</summary>
public sealed class ConflictOfInterest
{
    /// <summary>Version 7 UUID.</summary>
    public Guid Id { get; set; }

    /// <summary>Canonical expert.</summary>
    public long ExpertId { get; set; }

    /// <summary>What with.</summary>
    public ConflictKind Kind { get; set; }

    /// <summary>E-mail, team or tag, lower case.</summary>
    public required string Subject { get; set; }

    /// <summary>When it was declared, UTC.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}
