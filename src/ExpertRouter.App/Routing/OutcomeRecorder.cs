using ExpertRouter.App.Finding;
using ExpertRouter.App.Routing.Life;
using ExpertRouter.App.Routing.Settings;
using ExpertRouter.Core.Tickets;

namespace ExpertRouter.App.Routing;

/// <summary>
/// What people do with tickets. Every move is one transaction; an illegal one is refused with a reason and the refusal stands in the
/// history. Where the ticket ends up waiting for a decision, the outbox event says so and the router decides again, without those who
/// said no. Thread-safe.
/// </summary>
public sealed class OutcomeRecorder(TicketLedger ledger, ExpertDirectory directory, ExpertSettingsDesk settings)
{
    /// <summary>An expert who was asked takes the ticket; of two at once one succeeds.</summary>
    /// <exception cref="IllegalTicketMoveException">Not legal now.</exception>
    /// <exception cref="TicketRejectedException">There is no such ticket.</exception>
    public Task<TicketStatus> AcceptAsync(Guid ticketId, TicketPerson expert, CancellationToken cancellationToken) =>
        ByExpertAsync(ticketId, expert, TicketMoveKind.Accept, reason: null, cancellationToken);

    /// <summary>An expert who was asked does not take it.</summary>
    /// <inheritdoc cref="AcceptAsync"/>
    public Task<TicketStatus> DeclineAsync(Guid ticketId, TicketPerson expert, string? reason, CancellationToken cancellationToken) =>
        ByExpertAsync(ticketId, expert, TicketMoveKind.Decline, reason, cancellationToken);

    /// <summary>Declines, and keeps tickets about the same knowledge areas away from the expert from now on.</summary>
    /// <inheritdoc cref="AcceptAsync"/>
    public async Task<TicketStatus> NotMyAreaAsync(Guid ticketId, TicketPerson expert, CancellationToken cancellationToken)
    {
        var status = await DeclineAsync(ticketId, expert, "Not my area", cancellationToken);
        await settings.AddNotMyAreasAsync(directory.Resolve(Expert(expert)), ticketId, cancellationToken);
        return status;
    }

    /// <summary>Who holds the ticket, or is asked, passes it to a colleague, who is asked next.</summary>
    /// <inheritdoc cref="AcceptAsync"/>
    public Task<TicketStatus> HandOverAsync(Guid ticketId, TicketPerson expert, long toExpertId, string? reason, CancellationToken cancellationToken)
    {
        var to = Askable(toExpertId);
        return ledger.MoveAsync(
            ticketId,
            work => new TicketMove { Kind = TicketMoveKind.HandOver, ExpertId = As(work, expert), Experts = [to], Reason = reason },
            expert, cancellationToken);
    }

    /// <summary>Who holds the ticket gives it back; it is routed again.</summary>
    /// <inheritdoc cref="AcceptAsync"/>
    public Task<TicketStatus> GiveBackAsync(Guid ticketId, TicketPerson expert, string? reason, CancellationToken cancellationToken) =>
        ByExpertAsync(ticketId, expert, TicketMoveKind.Release, reason, cancellationToken);

    /// <summary>Who holds the ticket finishes it; a dispatcher can finish an escalated one.</summary>
    /// <inheritdoc cref="AcceptAsync"/>
    public Task<TicketStatus> ResolveAsync(Guid ticketId, TicketPerson by, string? note, CancellationToken cancellationToken) =>
        ledger.MoveAsync(
            ticketId,
            work => new TicketMove { Kind = TicketMoveKind.Resolve, ExpertId = by.Role == TicketActor.Dispatcher ? null : As(work, by), Reason = note },
            by, cancellationToken);

    /// <summary>The requester says how good the help was, 1 to 5.</summary>
    /// <inheritdoc cref="AcceptAsync"/>
    public Task<TicketStatus> RateAsync(Guid ticketId, TicketPerson requester, int rating, string? comment, CancellationToken cancellationToken) =>
        ByRequesterAsync(ticketId, requester, new TicketMove { Kind = TicketMoveKind.Rate, Rating = rating, Reason = comment }, cancellationToken);

    /// <summary>The requester takes the ticket back, for ever.</summary>
    /// <inheritdoc cref="AcceptAsync"/>
    public Task<TicketStatus> WithdrawAsync(Guid ticketId, TicketPerson requester, string? reason, CancellationToken cancellationToken) =>
        ByRequesterAsync(ticketId, requester, new TicketMove { Kind = TicketMoveKind.Withdraw, Reason = reason }, cancellationToken);

    /// <summary>The requester says that it is not done; who resolved it is asked first.</summary>
    /// <inheritdoc cref="AcceptAsync"/>
    public Task<TicketStatus> ReopenAsync(Guid ticketId, TicketPerson requester, string? reason, CancellationToken cancellationToken) =>
        ByRequesterAsync(ticketId, requester, new TicketMove { Kind = TicketMoveKind.Reopen, Reason = reason }, cancellationToken);

    /// <summary>A dispatcher asks one expert, whatever the rules say.</summary>
    /// <inheritdoc cref="AcceptAsync"/>
    public Task<TicketStatus> ReassignAsync(Guid ticketId, TicketPerson dispatcher, long toExpertId, string? reason, CancellationToken cancellationToken)
    {
        var move = ReassignTo(toExpertId, reason);
        return ledger.MoveAsync(ticketId, _ => move, dispatcher, cancellationToken);
    }

    /// <summary>The move that gives a ticket to an expert.</summary>
    /// <exception cref="TicketRejectedException">There is no such expert.</exception>
    public TicketMove ReassignTo(long expertId, string? reason) => new() { Kind = TicketMoveKind.Reassign, Experts = [Askable(expertId)], Reason = reason };

    /// <summary>A dispatcher has a ticket for which nobody was found, or that was escalated, routed again.</summary>
    /// <inheritdoc cref="AcceptAsync"/>
    public Task<TicketStatus> RouteAgainAsync(Guid ticketId, TicketPerson dispatcher, string? reason, CancellationToken cancellationToken) =>
        ledger.MoveAsync(ticketId, _ => new TicketMove { Kind = TicketMoveKind.RouteAgain, Reason = reason }, dispatcher, cancellationToken);

    /// <summary>Anybody concerned calls for a dispatcher.</summary>
    /// <inheritdoc cref="AcceptAsync"/>
    public Task<TicketStatus> EscalateAsync(Guid ticketId, TicketPerson by, string? reason, CancellationToken cancellationToken) =>
        ledger.MoveAsync(ticketId, _ => new TicketMove { Kind = TicketMoveKind.Escalate, Reason = reason }, by, cancellationToken);

    private Task<TicketStatus> ByExpertAsync(Guid ticketId, TicketPerson expert, TicketMoveKind kind, string? reason, CancellationToken cancellationToken) =>
        ledger.MoveAsync(ticketId, work => new TicketMove { Kind = kind, ExpertId = As(work, expert), Reason = reason }, expert, cancellationToken);

    private Task<TicketStatus> ByRequesterAsync(Guid ticketId, TicketPerson requester, TicketMove move, CancellationToken cancellationToken) =>
        ledger.MoveAsync(
            ticketId,
            work => requester.Name == work.Ticket.RequesterEmail ? move : throw new IllegalTicketMoveException("Only who submitted the ticket can do this."),
            requester, cancellationToken);

    /// <summary>The row under which the ticket knows the person: rows may have been merged since.</summary>
    private long As(TicketWork work, TicketPerson expert)
    {
        var canonical = directory.Resolve(Expert(expert));
        return (work.Status?.Asked ?? []).Concat(work.Status?.HolderId is { } holder ? [holder] : [])
            .Where(id => directory.Resolve(id) == canonical)
            .Append(canonical)
            .First();
    }

    private long Askable(long expertId)
    {
        var canonical = directory.Resolve(expertId);
        return directory.IsRankable(canonical)
            ? canonical
            : throw new TicketRejectedException(TicketProblem.UnknownExpert, $"Expert {expertId} does not exist or may not be asked.");
    }

    private static long Expert(TicketPerson person) =>
        person.ExpertId ?? throw new ArgumentException("This move is made by an expert; give the expert's id.", nameof(person));
}
