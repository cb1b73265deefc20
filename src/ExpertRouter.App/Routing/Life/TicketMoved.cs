using System.Text.Json;
using ExpertRouter.Core.Tickets;

namespace ExpertRouter.App.Routing.Life;

/// <summary>
/// Payload of the outbox events <c>ticket.submit</c>, <c>ticket.accept</c> …, one per move: <c>ticket.</c> and the move in lower case.
/// Whenever <see cref="State"/> is Submitted, a routing decision is due. Immutable.
/// </summary>
/// <param name="TicketId">The ticket.</param>
/// <param name="Number">Number of the event in its history; with the ticket's id it names the event for ever.</param>
/// <param name="Move">What happened.</param>
/// <param name="State">State after it.</param>
/// <param name="Round">Routing round after it.</param>
/// <param name="ExpertId">The expert concerned.</param>
/// <param name="Asked">Who is newly asked.</param>
/// <param name="NoLongerAsked">Who was asked and is no more, without having answered.</param>
/// <param name="RequesterEmail">Who asked for help.</param>
/// <param name="Origin">Where the ticket came from.</param>
/// <param name="ExternalId">Its id there.</param>
/// <param name="At">When, UTC.</param>
public sealed record TicketMoved(
    Guid TicketId, int Number, TicketMoveKind Move, TicketState State, int Round, long? ExpertId, IReadOnlyList<long> Asked,
    IReadOnlyList<long> NoLongerAsked, string RequesterEmail, string Origin, string ExternalId, DateTimeOffset At)
{
    /// <summary>Beginning of the outbox type.</summary>
    public const string TypePrefix = "ticket.";

    /// <summary>Outbox type.</summary>
    public string Type => TypePrefix + Move.ToString().ToLowerInvariant();

    /// <summary>As stored in the outbox.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, RoutingJson.Options);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">The text is no such event.</exception>
    public static TicketMoved FromJson(string json) =>
        JsonSerializer.Deserialize<TicketMoved>(json, RoutingJson.Options) ?? throw new JsonException("The text holds no ticket event.");
}
