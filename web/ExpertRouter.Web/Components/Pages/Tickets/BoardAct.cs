namespace ExpertRouter.Web.Components.Pages.Tickets;

/// <summary>What a dispatcher does with a ticket.</summary>
public enum BoardAct
{
    /// <summary>Asks one person.</summary>
    Reassign,

    /// <summary>Has the router decide again.</summary>
    RouteAgain,

    /// <summary>Takes it to the stuck ones.</summary>
    Escalate,

    /// <summary>Finishes a stuck one.</summary>
    Resolve,
}
