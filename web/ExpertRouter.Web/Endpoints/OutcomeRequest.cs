using System.ComponentModel;
using ExpertRouter.App.Routing;
using ExpertRouter.Contracts;

namespace ExpertRouter.Web.Endpoints;

/// <summary>Body of <c>POST /api/tickets/{id}/outcomes</c>.</summary>
public sealed record OutcomeRequest
{
    /// <summary>Id.</summary>
    [Description("A new UUID per outcome; the same one again changes nothing.")]
    public Guid? OutcomeId { get; init; }

    /// <summary>Action.</summary>
    [Description("accept, decline, notMyArea, handOver, giveBack, resolve; by the requester: rate, reopen, withdraw.")]
    public string? Action { get; init; }

    /// <summary>Who.</summary>
    [Description("E-mail of who does it.")]
    public string? By { get; init; }

    /// <summary>To whom.</summary>
    [Description("With handOver: e-mail of the colleague.")]
    public string? To { get; init; }

    /// <summary>Rating.</summary>
    [Description("With rate: 1 to 5.")]
    public int? Rating { get; init; }

    /// <summary>Why.</summary>
    [Description("Why, for people.")]
    public string? Reason { get; init; }

    /// <summary>As the application takes it.</summary>
    /// <exception cref="TicketRejectedException">The action is none.</exception>
    public RecordOutcome ToOutcome(Guid ticketId) => new()
    {
        OutcomeId = OutcomeId ?? Guid.Empty,
        TicketId = ticketId,
        Action = Enum.GetNames<OutcomeAction>().FirstOrDefault(name => string.Equals(name, Action, StringComparison.OrdinalIgnoreCase)) is { } name
            ? Enum.Parse<OutcomeAction>(name)
            : throw new TicketRejectedException(
                TicketProblem.InvalidField, "action: must be accept, decline, notMyArea, handOver, giveBack, resolve, rate, reopen or withdraw."),
        By = By ?? "",
        To = To,
        Rating = Rating,
        Reason = Reason,
    };
}
