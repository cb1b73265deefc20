namespace ExpertRouter.Core.Tickets;

/// <summary>What became of an offer.</summary>
public enum OfferAnswer
{
    /// <summary>Still open.</summary>
    Waiting,

    /// <summary>The expert took the ticket.</summary>
    Accepted,

    /// <summary>The expert said no.</summary>
    Declined,

    /// <summary>No answer in time.</summary>
    TimedOut,

    /// <summary>The expert passed it to a colleague.</summary>
    HandedOver,

    /// <summary>No longer needed: somebody else took it, it was withdrawn or routed otherwise, or the expert is gone.</summary>
    Closed,
}
