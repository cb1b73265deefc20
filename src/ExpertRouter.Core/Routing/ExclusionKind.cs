namespace ExpertRouter.Core.Routing;

/// <summary>Which hard rule kept an expert from being a candidate.</summary>
public enum ExclusionKind
{
    /// <summary>May not open the ticket's content.</summary>
    Visibility,

    /// <summary>Has a conflict of interest with the requester or the subject.</summary>
    ConflictOfInterest,

    /// <summary>Wants no tickets at all.</summary>
    OptedOut,

    /// <summary>Said that this is not their area.</summary>
    NotMyArea,

    /// <summary>Has declined this ticket, let it time out or gave it back.</summary>
    AlreadyAsked,

    /// <summary>Lacks a skill that the ticket requires.</summary>
    RequiredSkill,

    /// <summary>On leave.</summary>
    OnLeave,

    /// <summary>Outside their working hours.</summary>
    OutsideWorkingHours,

    /// <summary>Has as many tickets as they take at once.</summary>
    AtCapacity,

    /// <summary>Was asked as often this week as they allow.</summary>
    WeeklyCap,
}
