namespace ExpertRouter.Core.Tickets;

/// <summary>
/// The life of a ticket: which move is legal in which state, and what it leads to. Pure. A history of moves replays to the state, and
/// from every state that is not closed a resolution can be reached.
/// </summary>
public static class TicketLife
{
    /// <summary>Soft rules there are: required skill; then working hours, weekly cap and earlier silence.</summary>
    public const int MostRelaxed = 2;

    /// <summary>The status after a history; null for an empty one.</summary>
    /// <exception cref="IllegalTicketMoveException">A move was not legal when it was made.</exception>
    public static TicketStatus? Replay(IEnumerable<TicketMove> moves)
    {
        var status = default(TicketStatus);
        foreach (var move in moves) status = Apply(status, move);
        return status;
    }

    /// <summary>The status after one more move.</summary>
    /// <param name="status">Before; null for a ticket that does not exist yet.</param>
    /// <param name="move">The move.</param>
    /// <exception cref="IllegalTicketMoveException">The move is not legal now.</exception>
    public static TicketStatus Apply(TicketStatus? status, TicketMove move)
    {
        if (status is null)
            return move.Kind == TicketMoveKind.Submit
                ? new TicketStatus { State = TicketState.Submitted }
                : throw new IllegalTicketMoveException("The ticket does not exist; submit it first.");
        return move.Kind switch
        {
            TicketMoveKind.Submit => throw new IllegalTicketMoveException("The ticket exists already."),
            TicketMoveKind.Assign => Ask(Waiting(status), move, TicketState.Assigned),
            TicketMoveKind.Offer => Ask(Waiting(status), move, TicketState.Offered),
            TicketMoveKind.Broadcast => Ask(Waiting(status), move, TicketState.Broadcast),
            TicketMoveKind.Abstain => Waiting(status) with { State = TicketState.Abstained, FormerHolderId = null },
            TicketMoveKind.Relax => Relax(Waiting(status)),
            TicketMoveKind.Accept => Accept(status, Expert(move)),
            TicketMoveKind.Decline => Decline(status, Expert(move)),
            TicketMoveKind.TimeOut => TimeOut(status),
            TicketMoveKind.HandOver => HandOver(status, Expert(move), move),
            TicketMoveKind.Release => Release(status, Expert(move)),
            TicketMoveKind.Reassign => Ask(Open(status) with { Refused = Without(status.Refused, move.Experts) }, move, TicketState.Assigned),
            TicketMoveKind.RouteAgain => RouteAgain(status),
            TicketMoveKind.Resolve => Resolve(status, move.ExpertId),
            TicketMoveKind.Rate => Rate(status, move.Rating),
            TicketMoveKind.Reopen => Reopen(status),
            TicketMoveKind.Withdraw => Open(status) with { State = TicketState.Withdrawn, Asked = [] },
            TicketMoveKind.Escalate => Open(status) with { State = TicketState.Escalated },
            TicketMoveKind.Note or TicketMoveKind.Refuse => status,
            _ => throw new ArgumentOutOfRangeException(nameof(move), move.Kind, "Unknown move."),
        };
    }

    private static TicketStatus Ask(TicketStatus status, TicketMove move, TicketState next)
    {
        if (move.Experts.Count == 0 || (next == TicketState.Assigned && move.Experts.Count != 1) || move.Experts.Distinct().Count() != move.Experts.Count)
            throw new IllegalTicketMoveException($"{move.Kind} needs {(next == TicketState.Assigned ? "exactly one expert" : "experts, each named once")}; got {move.Experts.Count}.");
        return status with { State = next, HolderId = null, FormerHolderId = null, Asked = move.Experts };
    }

    private static TicketStatus Accept(TicketStatus status, long expert)
    {
        Open(status);
        if (status.State == TicketState.Accepted)
            throw new IllegalTicketMoveException(status.HolderId == expert ? "You have accepted this ticket already." : "Somebody else has accepted this ticket already.");
        if (!status.Asked.Contains(expert))
            throw new IllegalTicketMoveException("You are not asked to take this ticket, or not any more.", MayBeAsked(status, expert));
        return status with { State = TicketState.Accepted, HolderId = expert, Asked = [] };
    }

    private static TicketStatus Decline(TicketStatus status, long expert)
    {
        Open(status);
        if (status.HolderId == expert)
            throw new IllegalTicketMoveException("You have accepted this ticket; give it back or hand it over instead of declining.");
        if (!status.Asked.Contains(expert))
            throw new IllegalTicketMoveException("You are not asked to take this ticket, or not any more.", MayBeAsked(status, expert));
        return Drop(status, expert);
    }

    private static TicketStatus Drop(TicketStatus status, long expert)
    {
        var left = status with { Asked = Without(status.Asked, [expert]), Refused = With(status.Refused, [expert]) };
        return left.Asked.Count > 0 || status.State == TicketState.Escalated ? left : Next(left);
    }

    private static TicketStatus TimeOut(TicketStatus status) =>
        status.State is TicketState.Assigned or TicketState.Offered or TicketState.Broadcast
            ? Next(status with { Missed = With(status.Missed, status.Asked) })
            : throw new IllegalTicketMoveException($"Nobody is asked while the ticket is {Words(status.State)}; nothing can time out.");

    private static TicketStatus HandOver(TicketStatus status, long expert, TicketMove move)
    {
        Open(status);
        if (status.HolderId != expert && !status.Asked.Contains(expert))
            throw new IllegalTicketMoveException("Only who holds this ticket or is asked to take it can hand it over.", MayBeAsked(status, expert));
        if (move.Experts.Contains(expert))
            throw new IllegalTicketMoveException("A ticket is handed over to somebody else.");
        return Ask(status with { Refused = Without(With(status.Refused, [expert]), move.Experts) }, move, TicketState.Assigned);
    }

    private static TicketStatus Release(TicketStatus status, long expert)
    {
        Open(status);
        if (status.HolderId == expert)
        {
            var left = status with { HolderId = null, Refused = With(status.Refused, [expert]) };
            return status.State == TicketState.Escalated ? left : Next(left);
        }
        return status.Asked.Contains(expert)
            ? Drop(status, expert)
            : throw new IllegalTicketMoveException("This expert neither holds the ticket nor is asked to take it.", MayBeAsked(status, expert));
    }

    private static TicketStatus RouteAgain(TicketStatus status) =>
        status.State is TicketState.Abstained or TicketState.Escalated
            ? Next(status with { HolderId = null })
            : throw new IllegalTicketMoveException($"A ticket that is {Words(status.State)} is not routed again.");

    private static TicketStatus Resolve(TicketStatus status, long? expert)
    {
        Open(status);
        if (status.State == TicketState.Escalated && (expert is null || expert == status.HolderId))
            return status with { State = TicketState.Resolved, Asked = [] };
        if (status.State != TicketState.Accepted)
        {
            throw new IllegalTicketMoveException(
                $"A ticket that is {Words(status.State)} must be accepted before it is resolved.",
                isEarly: expert is { } who && (status.Asked.Contains(who) || MayBeAsked(status, who)));
        }
        return expert == status.HolderId
            ? status with { State = TicketState.Resolved }
            : throw new IllegalTicketMoveException("Only who accepted the ticket can resolve it.");
    }

    private static TicketStatus Rate(TicketStatus status, int? rating)
    {
        if (status.State != TicketState.Resolved)
            throw new IllegalTicketMoveException($"A ticket is rated when it is resolved; this one is {Words(status.State)}.", MayBeResolved(status));
        return rating is >= 1 and <= 5 ? status : throw new IllegalTicketMoveException("A rating is a whole number from 1 to 5.");
    }

    private static TicketStatus Reopen(TicketStatus status) =>
        status.State == TicketState.Resolved
            ? Next(status with { FormerHolderId = status.HolderId, HolderId = null, IsReopened = true })
            : throw new IllegalTicketMoveException($"Only a resolved ticket can be reopened; this one is {Words(status.State)}.", MayBeResolved(status));

    private static TicketStatus Relax(TicketStatus status) =>
        status.Relaxation < MostRelaxed
            ? status with { Relaxation = status.Relaxation + 1, Missed = status.Relaxation + 1 == MostRelaxed ? [] : status.Missed }
            : throw new IllegalTicketMoveException("All soft rules are dropped already.");

    private static TicketStatus Next(TicketStatus status) => status with { State = TicketState.Submitted, Asked = [], Round = status.Round + 1 };

    private static bool MayBeAsked(TicketStatus status, long expert) => status.State == TicketState.Submitted && !status.Refused.Contains(expert);

    /// <summary>Not again: who repeats a rating or a reopening does not mean the next resolution.</summary>
    private static bool MayBeResolved(TicketStatus status) => !status.IsClosed && !status.IsReopened;

    private static TicketStatus Waiting(TicketStatus status) =>
        status.State == TicketState.Submitted
            ? status
            : throw new IllegalTicketMoveException($"The ticket is {Words(status.State)}; no routing decision is due.");

    private static TicketStatus Open(TicketStatus status) =>
        !status.IsClosed ? status : throw new IllegalTicketMoveException($"The ticket is {Words(status.State)}{(status.State == TicketState.Withdrawn ? " and stays so; submit a new one" : "; reopen it first")}.");

    private static long Expert(TicketMove move) =>
        move.ExpertId ?? throw new IllegalTicketMoveException($"{move.Kind} needs the expert who is concerned.");

    private static string Words(TicketState state) => state switch
    {
        TicketState.Submitted => "waiting for a decision",
        TicketState.Assigned or TicketState.Offered => "offered",
        TicketState.Broadcast => "offered to everybody suitable",
        TicketState.Abstained => "waiting because nobody suitable was found",
        TicketState.Accepted => "accepted",
        TicketState.Escalated => "with a dispatcher",
        TicketState.Resolved => "resolved",
        TicketState.Withdrawn => "withdrawn",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Unknown state."),
    };

    private static long[] With(IReadOnlyList<long> some, IReadOnlyList<long> more) => [.. some.Union(more)];

    private static long[] Without(IReadOnlyList<long> some, IReadOnlyList<long> fewer) => [.. some.Except(fewer)];
}
