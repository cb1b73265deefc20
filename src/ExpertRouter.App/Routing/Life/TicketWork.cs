using ExpertRouter.Core.Model;
using ExpertRouter.Core.Routing;
using ExpertRouter.Core.Tickets;
using ExpertRouter.Data;

namespace ExpertRouter.App.Routing.Life;

/// <summary>
/// A ticket with its history while it is being changed: each move adds its event, offers, outcomes and outbox row to the unit of work;
/// nothing is written before it is saved. Not thread-safe.
/// </summary>
public sealed class TicketWork
{
    private readonly RoutingOptions _options;
    private readonly IReadOnlyList<TicketOffer> _waiting;
    private readonly DateTimeOffset _now;

    internal TicketWork(
        AppDbContext db, Ticket ticket, IEnumerable<TicketEvent> history, IEnumerable<TicketOffer> waiting, RoutingOptions options, DateTimeOffset now)
    {
        (Db, Ticket, _options, _now) = (db, ticket, options, now);
        _waiting = [.. waiting];
        Status = TicketLife.Replay(history.Select(entry => entry.ToMove()));
    }

    /// <summary>The unit of work, for rows that belong to the same change.</summary>
    public AppDbContext Db { get; }

    /// <summary>The ticket.</summary>
    public Ticket Ticket { get; }

    /// <summary>Its status by its history; null before it is submitted.</summary>
    public TicketStatus? Status { get; private set; }

    /// <summary>Makes a move.</summary>
    /// <param name="move">The move.</param>
    /// <param name="by">Who makes it.</param>
    /// <param name="decision">The decision behind it, when the router asks.</param>
    /// <exception cref="IllegalTicketMoveException">It is not legal; nothing was added.</exception>
    public TicketStatus Move(TicketMove move, TicketPerson by, RoutingDecision? decision = null)
    {
        var before = Status;
        var after = TicketLife.Apply(before, move);
        var number = ++Ticket.Events;
        long[] left = [.. (before?.Asked ?? []).Except(after.Asked)];
        long[] asked = [.. after.Asked.Except(before?.Asked ?? [])];
        Project(before, after, move);
        AddEvent(move, by, after, number);
        CloseOffers(move, left);
        AddOffers(asked, number, after, decision);
        AddOutcomes(before, move, number);
        if (move.Kind is not (TicketMoveKind.Note or TicketMoveKind.Refuse or TicketMoveKind.Relax))
            Announce(move, after, number, asked, [.. left.Where(expert => expert != move.ExpertId)]);
        Status = after;
        return after;
    }

    private void Project(TicketStatus? before, TicketStatus after, TicketMove move)
    {
        (Ticket.HolderId, Ticket.Round) = (after.HolderId, after.Round);
        Ticket.Version++;
        var newlyDue = before is null || before.State != after.State || before.Round != after.Round
            || move.Kind is TicketMoveKind.Escalate or TicketMoveKind.Reassign or TicketMoveKind.HandOver;
        if (!newlyDue)
            return;
        (Ticket.State, Ticket.StateSince) = (after.State, _now);
        Ticket.DueAt = after.State switch
        {
            TicketState.Submitted => _now + _options.DecisionDue,
            TicketState.Assigned or TicketState.Offered or TicketState.Broadcast => _now + _options.AnswerDue,
            TicketState.Abstained => _now + _options.AbstainedDue,
            TicketState.Accepted => _now + _options.ResolutionDue,
            TicketState.Escalated => _now + _options.ReminderDue,
            _ => null,
        };
    }

    private void AddEvent(TicketMove move, TicketPerson by, TicketStatus after, int number) => Db.TicketEvents.Add(new TicketEvent
    {
        TicketId = Ticket.Id,
        Number = number,
        Kind = move.Kind,
        State = after.State,
        Round = after.Round,
        Actor = by.Role,
        ActorName = by.Name,
        ExpertId = move.ExpertId,
        Experts = [.. move.Experts],
        Rating = move.Rating,
        Reason = move.Reason,
        At = _now,
    });

    private void CloseOffers(TicketMove move, long[] left)
    {
        foreach (var offer in _waiting.Where(offer => left.Contains(offer.ExpertId) && offer.Answer == OfferAnswer.Waiting))
        {
            offer.Answer = move.Kind switch
            {
                TicketMoveKind.TimeOut => OfferAnswer.TimedOut,
                TicketMoveKind.Accept when offer.ExpertId == move.ExpertId => OfferAnswer.Accepted,
                TicketMoveKind.Decline when offer.ExpertId == move.ExpertId => OfferAnswer.Declined,
                TicketMoveKind.HandOver when offer.ExpertId == move.ExpertId => OfferAnswer.HandedOver,
                _ => OfferAnswer.Closed,
            };
            offer.AnsweredAt = _now;
            if (offer.ExpertId == move.ExpertId)
                offer.Reason = move.Reason;
        }
    }

    private void AddOffers(long[] asked, int number, TicketStatus after, RoutingDecision? decision)
    {
        var candidates = decision?.Candidates.Index().ToDictionary(entry => entry.Item.ExpertId, entry => entry.Index);
        foreach (var expert in asked)
        {
            int? position = candidates is not null && candidates.TryGetValue(expert, out var index) ? index : null;
            Db.TicketOffers.Add(new TicketOffer
            {
                TicketId = Ticket.Id,
                EventNumber = number,
                ExpertId = expert,
                Round = after.Round,
                Probability = position is { } p ? decision!.Candidates[p].Probability : null,
                Propensity = position is { } q ? decision!.Choice.Propensities[q] : null,
                OfferedAt = _now,
                ExpiresAt = Ticket.DueAt ?? _now,
            });
        }
    }

    private void AddOutcomes(TicketStatus? before, TicketMove move, int number)
    {
        if (before is null)
            return;
        (OutcomeKind Kind, IEnumerable<long?> Experts)? outcome = move.Kind switch
        {
            TicketMoveKind.Decline => (OutcomeKind.Declined, [move.ExpertId]),
            TicketMoveKind.TimeOut => (OutcomeKind.TimedOut, before.Asked.Cast<long?>()),
            TicketMoveKind.HandOver => (OutcomeKind.Reassigned, [move.ExpertId]),
            TicketMoveKind.Reassign or TicketMoveKind.RouteAgain => (OutcomeKind.Reassigned, [before.HolderId]),
            TicketMoveKind.Resolve => (OutcomeKind.Resolved, [before.HolderId]),
            TicketMoveKind.Rate => (OutcomeKind.Rated, [before.HolderId]),
            TicketMoveKind.Reopen => (OutcomeKind.Reopened, [before.HolderId]),
            _ => null,
        };
        foreach (var expert in outcome?.Experts.OfType<long>() ?? [])
        {
            Db.TicketOutcomes.Add(new TicketOutcome
            {
                TicketId = Ticket.Id, EventNumber = number, ExpertId = expert, Round = before.Round, Kind = outcome!.Value.Kind, Rating = move.Rating, At = _now,
            });
        }
    }

    private void Announce(TicketMove move, TicketStatus after, int number, long[] asked, long[] left)
    {
        var moved = new TicketMoved(
            Ticket.Id, number, move.Kind, after.State, after.Round, move.ExpertId, asked, left, Ticket.RequesterEmail, Ticket.Origin, Ticket.ExternalId, _now);
        Db.Outbox.Add(new OutboxMessage { MessageId = Guid.CreateVersion7(_now), Type = moved.Type, Payload = moved.ToJson(), OccurredAt = _now });
    }
}
