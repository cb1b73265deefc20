using System.Text.Json;
using ExpertRouter.App.Routing.Views;
using ExpertRouter.Core.Tickets;

namespace ExpertRouter.Web.Endpoints;

/// <summary>Answer of <c>GET /api/tickets/{id}</c>: where the ticket stands and how it came there; never its text.</summary>
/// <param name="Id">The ticket.</param>
/// <param name="Origin">Where it came from.</param>
/// <param name="ExternalId">Its id there.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Round">Routing round.</param>
/// <param name="SubmittedAt">When it arrived.</param>
/// <param name="DueAt">Until when something is expected to happen.</param>
/// <param name="Holder">Who works on it or did last.</param>
/// <param name="Asked">Who is asked.</param>
/// <param name="History">Oldest first.</param>
public sealed record TicketResponse(
    Guid Id, string Origin, string ExternalId, string State, int Round, DateTimeOffset SubmittedAt, DateTimeOffset? DueAt,
    TicketResponse.Expert? Holder, IReadOnlyList<TicketResponse.Expert> Asked, IReadOnlyList<TicketResponse.Event> History)
{
    /// <summary>Takes over what other systems need. Reasons may quote the text: those of a ticket that not everybody may read are left out.</summary>
    public static TicketResponse From(TicketView view)
    {
        var ticket = view.Ticket;
        var isOpen = ticket.VisibilityGroups.Length == 0;
        return new TicketResponse(
            ticket.Id, ticket.Origin, ticket.ExternalId, Word(ticket.State), ticket.Round, ticket.SubmittedAt, ticket.DueAt,
            ticket.HolderId is { } holder ? Named(holder) : null,
            [.. view.Offers.Where(offer => offer.Answer == OfferAnswer.Waiting).Select(offer => Named(offer.ExpertId))],
            [.. view.History.Select(entry => new Event(
                entry.Number, Word(entry.Kind), Word(entry.State), Word(entry.Actor), entry.ExpertId is { } expert ? Named(expert) : null,
                [.. entry.Experts.Select(Named)], entry.Rating, isOpen ? entry.Reason : null, entry.At))]);

        Expert Named(long id) => new(id, view.Names.GetValueOrDefault(id));
    }

    private static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    /// <summary>An expert; without a name when no longer in the store.</summary>
    public sealed record Expert(long Id, string? Name);

    /// <summary>Something that happened.</summary>
    public sealed record Event(
        int Number, string Move, string State, string Actor, Expert? Expert, IReadOnlyList<Expert> Asked, int? Rating, string? Reason, DateTimeOffset At);
}
