using ExpertRouter.Core.Tickets;

namespace ExpertRouter.App.Routing;

/// <summary>Who moves a ticket, and in which role; whether they may take the role is checked by the caller. Immutable.</summary>
/// <param name="Role">The role.</param>
/// <param name="Name">E-mail, lower case; null for the system.</param>
/// <param name="ExpertId">The expert, in that role.</param>
public sealed record TicketPerson(TicketActor Role, string? Name = null, long? ExpertId = null)
{
    /// <summary>Id of the message that brings the move; a repeat of it changes nothing. Null where nothing is repeated.</summary>
    public Guid? MessageId { get; init; }

    /// <summary>Whether a move that comes too early is made again later: then the history does not note its refusal.</summary>
    public bool IsPatient { get; init; }

    /// <summary>The system itself.</summary>
    public static TicketPerson System { get; } = new(TicketActor.System);

    /// <summary>Who is asked or works on it.</summary>
    public static TicketPerson Expert(long expertId, string? email) => new(TicketActor.Expert, email, expertId);

    /// <summary>Who asked.</summary>
    public static TicketPerson Requester(string email) => new(TicketActor.Requester, email.Trim().ToLowerInvariant());

    /// <summary>Who watches the flow.</summary>
    public static TicketPerson Dispatcher(string email) => new(TicketActor.Dispatcher, email);
}
