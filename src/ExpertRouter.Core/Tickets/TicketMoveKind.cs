namespace ExpertRouter.Core.Tickets;

/// <summary>What can happen to a ticket.</summary>
public enum TicketMoveKind
{
    /// <summary>It arrives.</summary>
    Submit,

    /// <summary>The router asks one expert.</summary>
    Assign,

    /// <summary>The router asks several.</summary>
    Offer,

    /// <summary>The router asks all candidates.</summary>
    Broadcast,

    /// <summary>The router asks nobody.</summary>
    Abstain,

    /// <summary>An expert who was asked takes it.</summary>
    Accept,

    /// <summary>An expert who was asked does not.</summary>
    Decline,

    /// <summary>Nobody answered in time.</summary>
    TimeOut,

    /// <summary>Who holds it, or was asked, passes it to a colleague, who is then asked.</summary>
    HandOver,

    /// <summary>An expert loses it or is no longer asked: gave it back, was deleted, opted out.</summary>
    Release,

    /// <summary>A dispatcher asks one expert.</summary>
    Reassign,

    /// <summary>A decision is to be made anew.</summary>
    RouteAgain,

    /// <summary>The holder, or a dispatcher on an escalated ticket, finishes it.</summary>
    Resolve,

    /// <summary>The requester says how good the help was.</summary>
    Rate,

    /// <summary>The requester says that it is not done.</summary>
    Reopen,

    /// <summary>The requester takes it back.</summary>
    Withdraw,

    /// <summary>It stood still too long, or somebody asked for a dispatcher.</summary>
    Escalate,

    /// <summary>The next decision drops one more soft rule.</summary>
    Relax,

    /// <summary>Something worth knowing happened; nothing changes.</summary>
    Note,

    /// <summary>An illegal move was refused; nothing changes.</summary>
    Refuse,
}
