using ExpertRouter.App.Routing.Settings;
using ExpertRouter.App.Routing.Views;
using ExpertRouter.Core.Routing;
using ExpertRouter.Core.Tickets;
using ExpertRouter.Web.Components.Shared;

namespace ExpertRouter.Web.Tickets;

/// <summary>The portal's words for tickets.</summary>
public static class TicketWords
{
    private const string Gone = "somebody no longer listed";

    /// <summary>Where a ticket stands, in one line.</summary>
    public static string State(Ticket ticket, TicketPeople people, DateTimeOffset now, PersonClock clock) => ticket.State switch
    {
        TicketState.Submitted => "Looking for somebody to ask",
        TicketState.Assigned or TicketState.Offered or TicketState.Broadcast => $"Offered to {Names(people.Asked)}, answer expected by {Until(ticket.DueAt, now, clock)}",
        TicketState.Abstained => $"Nobody suitable found yet; the search goes on at {Until(ticket.DueAt, now, clock)}",
        TicketState.Accepted => $"{people.Holder ?? Gone} works on it since {Until(ticket.StateSince, now, clock)}",
        TicketState.Escalated => people.Asked.Count > 0
            ? $"With the triage group; {Names(people.Asked)} can still take it"
            : "With the triage group, who find somebody",
        TicketState.Resolved => people.Holder is { } holder ? $"Resolved by {holder}" : "Resolved",
        TicketState.Withdrawn => "Withdrawn",
        _ => throw new ArgumentOutOfRangeException(nameof(ticket), ticket.State, "Unknown state."),
    };

    /// <summary>One move of the history.</summary>
    public static string Event(TicketEvent entry, IReadOnlyDictionary<long, string> names)
    {
        var expert = entry.ExpertId is { } id ? Name(id) : Gone;
        var asked = Names([.. entry.Experts.Select(Name)]);
        return entry.Kind switch
        {
            TicketMoveKind.Submit => "Asked for help",
            TicketMoveKind.Assign or TicketMoveKind.Offer => $"Offered to {asked}",
            TicketMoveKind.Broadcast => $"Nobody stood out: offered to {asked}",
            TicketMoveKind.Abstain => "Nobody suitable found",
            TicketMoveKind.Accept => $"{expert} took it",
            TicketMoveKind.Decline => $"{expert} declined",
            TicketMoveKind.TimeOut => "Nobody answered in time",
            TicketMoveKind.HandOver => $"{expert} handed it over to {asked}",
            TicketMoveKind.Release => entry.Actor == TicketActor.Expert ? $"{expert} gave it back" : $"{expert} is no longer asked",
            TicketMoveKind.Reassign => entry.Actor == TicketActor.Requester ? $"Asked {asked} by name" : $"A dispatcher asked {asked}",
            TicketMoveKind.RouteAgain => "A dispatcher sent it round again",
            TicketMoveKind.Resolve => entry.ExpertId is null ? "A dispatcher resolved it" : $"{expert} resolved it",
            TicketMoveKind.Rate => $"Rated {entry.Rating} of 5",
            TicketMoveKind.Reopen => "Opened again",
            TicketMoveKind.Withdraw => "Withdrawn",
            TicketMoveKind.Escalate => "Sent to the triage group",
            TicketMoveKind.Relax => "The search was widened",
            TicketMoveKind.Note => "Note",
            TicketMoveKind.Refuse => "Something was refused",
            _ => entry.Kind.ToString(),
        };

        string Name(long expertId) => names.GetValueOrDefault(expertId) ?? Gone;
    }

    /// <summary>What a decision did.</summary>
    public static string Action(RoutingAction action) => action switch
    {
        RoutingAction.Assign => "One person is asked.",
        RoutingAction.Offer => "Several are asked; the first to accept gets it.",
        RoutingAction.Broadcast => "Nobody stands out, so all candidates are asked.",
        _ => "Nobody is asked.",
    };

    /// <summary>How sure the router is that a ticket is for somebody; scores that no outcomes bear out yet say who stands out, not how likely it is.</summary>
    /// <param name="probability">Of the candidate.</param>
    /// <param name="best">Of the likeliest candidate.</param>
    /// <param name="calibrated">Whether it is fitted to outcomes.</param>
    public static string Likelihood(double probability, double best, bool calibrated) => !calibrated ? Standing(best > 0 ? probability / best : 0) : probability switch
    {
        >= 0.7 => "very likely",
        >= 0.4 => "likely",
        >= 0.15 => "possible",
        _ => "unlikely",
    };

    private static string Standing(double share) => share switch
    {
        >= 1 => "best match",
        >= 0.5 => "good match",
        _ => "weaker match",
    };

    /// <summary>A moment by the reader's clock, with the day when it is another one.</summary>
    public static string Until(DateTimeOffset? moment, DateTimeOffset now, PersonClock clock) => moment is { } at ? clock.Moment(at, now) : "any time";

    /// <summary>Names as a sentence has them: "Maya, Jon and Ada"; from the fourth on they are counted.</summary>
    public static string Names(IReadOnlyList<string> names) => names.Count switch
    {
        0 => "nobody",
        1 => names[0],
        <= 3 => $"{string.Join(", ", names.Take(names.Count - 1))} and {names[^1]}",
        _ => $"{string.Join(", ", names.Take(2))} and {Wording.Count(names.Count - 2, "other")}",
    };
}
