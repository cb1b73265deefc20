namespace ExpertRouter.Core.Routing;

/// <summary>What a decision does with a ticket.</summary>
public enum RoutingAction
{
    /// <summary>One expert gets it.</summary>
    Assign,

    /// <summary>Several are asked; the first to accept gets it.</summary>
    Offer,

    /// <summary>Nobody stands out: all candidates are asked.</summary>
    Broadcast,

    /// <summary>Nobody here is likely enough to help; nobody is disturbed.</summary>
    Abstain,
}
