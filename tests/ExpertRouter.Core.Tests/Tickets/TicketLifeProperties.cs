using CsCheck;
using ExpertRouter.Core.Tickets;

namespace ExpertRouter.Core.Tests.Tickets;

public sealed class TicketLifeProperties
{
    private static readonly Gen<TicketMove> Moves =
        from kind in Gen.Enum<TicketMoveKind>()
        from expert in Gen.Long[1, 4]
        from experts in Gen.Long[1, 4].Array[0, 3]
        from rating in Gen.Int[0, 6]
        select new TicketMove { Kind = kind, ExpertId = expert, Experts = experts, Rating = rating };

    private static readonly Gen<TicketMove[]> Histories = Moves.Array[0, 60];

    [Fact]
    public void Apply_AnyMoves_HistoryOfLegalOnesReplaysToTheState() => ForEveryHistory((status, legal) =>
        Assert.Equivalent(status, TicketLife.Replay(legal), strict: true));

    [Fact]
    public void Apply_AnyMoves_StateAgreesWithWhoIsAskedAndWhoHolds() => ForEveryHistory((status, _) =>
    {
        switch (status.State)
        {
            case TicketState.Assigned:
                Assert.Single(status.Asked);
                Assert.Null(status.HolderId);
                break;
            case TicketState.Offered or TicketState.Broadcast:
                Assert.NotEmpty(status.Asked);
                Assert.Null(status.HolderId);
                break;
            case TicketState.Accepted:
                Assert.NotNull(status.HolderId);
                Assert.Empty(status.Asked);
                break;
            case TicketState.Submitted or TicketState.Abstained:
                Assert.Null(status.HolderId);
                Assert.Empty(status.Asked);
                break;
            case TicketState.Resolved or TicketState.Withdrawn:
                Assert.Empty(status.Asked);
                break;
        }
        Assert.InRange(status.Relaxation, 0, TicketLife.MostRelaxed);
    });

    [Fact]
    public void Apply_AnyMoves_OpenTicketCanAlwaysBeResolvedAndWithdrawn() => ForEveryHistory((status, _) =>
    {
        if (status.IsClosed)
            return;
        TicketMove[] rescue =
        [
            new() { Kind = TicketMoveKind.Escalate },
            new() { Kind = TicketMoveKind.Reassign, Experts = [9] },
            new() { Kind = TicketMoveKind.Accept, ExpertId = 9 },
            new() { Kind = TicketMoveKind.Resolve, ExpertId = 9 },
        ];

        Assert.Equal(TicketState.Resolved, rescue.Aggregate(status, TicketLife.Apply).State);
        Assert.Equal(TicketState.Withdrawn, TicketLife.Apply(status, new TicketMove { Kind = TicketMoveKind.Withdraw }).State);
    });

    /// <summary>What the sweeper does when a ticket stands still must be legal wherever it can stand still.</summary>
    [Fact]
    public void Apply_AnyMoves_TheSweepersMoveIsLegal() => ForEveryHistory((status, _) =>
    {
        TicketMoveKind? sweep = status.State switch
        {
            TicketState.Assigned or TicketState.Offered or TicketState.Broadcast => TicketMoveKind.TimeOut,
            TicketState.Abstained => TicketMoveKind.RouteAgain,
            TicketState.Accepted or TicketState.Escalated or TicketState.Submitted => TicketMoveKind.Escalate,
            _ => null,
        };

        if (sweep is { } kind)
            TicketLife.Apply(status, new TicketMove { Kind = kind });
        else
            Assert.True(status.IsClosed);
    });

    [Fact]
    public void Apply_AnyMoves_RoundNeverFallsAndRefusalsStayWithoutADispatcherOrHandOver() => Histories.Sample(
        moves =>
        {
            var status = TicketLife.Apply(null, new TicketMove { Kind = TicketMoveKind.Submit });
            foreach (var move in moves)
            {
                if (TryApply(status, move) is not { } next)
                    continue;
                Assert.InRange(next.Round, status.Round, status.Round + 1);
                if (move.Kind is not (TicketMoveKind.Reassign or TicketMoveKind.HandOver))
                    Assert.Empty(status.Refused.Except(next.Refused));
                status = next;
            }
        },
        iter: 2_000);

    private static void ForEveryHistory(Action<TicketStatus, IReadOnlyList<TicketMove>> check) => Histories.Sample(
        moves =>
        {
            var submit = new TicketMove { Kind = TicketMoveKind.Submit };
            var legal = new List<TicketMove> { submit };
            var status = TicketLife.Apply(null, submit);
            foreach (var move in moves)
            {
                if (TryApply(status, move) is not { } next)
                    continue;
                status = next;
                legal.Add(move);
            }
            check(status, legal);
        },
        iter: 2_000);

    private static TicketStatus? TryApply(TicketStatus status, TicketMove move)
    {
        try
        {
            return TicketLife.Apply(status, move);
        }
        catch (IllegalTicketMoveException refused)
        {
            Assert.NotEmpty(refused.Message);
            return null;
        }
    }
}
