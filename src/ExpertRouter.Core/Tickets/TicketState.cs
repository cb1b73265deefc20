namespace ExpertRouter.Core.Tickets;

/// <summary>Where a ticket stands. Only <see cref="Resolved"/> and <see cref="Withdrawn"/> are quiet: every other state has a due time.</summary>
public enum TicketState
{
    /// <summary>Waits for a routing decision.</summary>
    Submitted,

    /// <summary>One expert is asked.</summary>
    Assigned,

    /// <summary>Several experts are asked; the first to accept gets it.</summary>
    Offered,

    /// <summary>All candidates are asked, because nobody stood out.</summary>
    Broadcast,

    /// <summary>The router found nobody likely enough.</summary>
    Abstained,

    /// <summary>An expert works on it.</summary>
    Accepted,

    /// <summary>A dispatcher must look at it.</summary>
    Escalated,

    /// <summary>Done; may be reopened.</summary>
    Resolved,

    /// <summary>Taken back by the requester; final.</summary>
    Withdrawn,
}
