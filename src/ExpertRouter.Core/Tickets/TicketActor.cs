namespace ExpertRouter.Core.Tickets;

/// <summary>In which role somebody moved a ticket.</summary>
public enum TicketActor
{
    /// <summary>The router, the sweeper, or a connected system.</summary>
    System,

    /// <summary>Who asked.</summary>
    Requester,

    /// <summary>Who is asked or works on it.</summary>
    Expert,

    /// <summary>Who watches the flow.</summary>
    Dispatcher,
}
