using System.Text.Json.Serialization;

namespace ExpertRouter.Contracts;

/// <summary>What can be done with a ticket from outside; by name in JSON.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OutcomeAction>))]
public enum OutcomeAction
{
    /// <summary>An expert who was asked takes it.</summary>
    Accept,

    /// <summary>An expert who was asked does not.</summary>
    Decline,

    /// <summary>Declines, and wants nothing of that kind again.</summary>
    NotMyArea,

    /// <summary>Who was asked or holds it passes it to a colleague.</summary>
    HandOver,

    /// <summary>Who holds it gives it back to be routed again.</summary>
    GiveBack,

    /// <summary>Who holds it has finished it.</summary>
    Resolve,

    /// <summary>The requester says how good the help was.</summary>
    Rate,

    /// <summary>The requester says that it is not done.</summary>
    Reopen,

    /// <summary>The requester takes it back.</summary>
    Withdraw,
}
