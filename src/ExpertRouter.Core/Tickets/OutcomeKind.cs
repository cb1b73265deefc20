namespace ExpertRouter.Core.Tickets;

/// <summary>What the learner learns from.</summary>
public enum OutcomeKind
{
    /// <summary>The expert finished the ticket.</summary>
    Resolved,

    /// <summary>The expert said no.</summary>
    Declined,

    /// <summary>The expert passed it on, gave it back, or a dispatcher moved it: not the right one after all.</summary>
    Reassigned,

    /// <summary>The expert did not answer.</summary>
    TimedOut,

    /// <summary>The requester rated the expert's help.</summary>
    Rated,

    /// <summary>The requester said that it was not done.</summary>
    Reopened,
}
