namespace ExpertRouter.Web.Components.Pages.Tickets;

/// <summary>What an expert does with a ticket.</summary>
public enum InboxAct
{
    /// <summary>Takes it.</summary>
    Accept,

    /// <summary>Does not take it.</summary>
    Decline,

    /// <summary>Passes it to a colleague.</summary>
    HandOver,

    /// <summary>Declines, and wants no more of this kind.</summary>
    NotMyArea,

    /// <summary>Finishes it.</summary>
    Resolve,

    /// <summary>Gives it back after taking it.</summary>
    GiveBack,
}
