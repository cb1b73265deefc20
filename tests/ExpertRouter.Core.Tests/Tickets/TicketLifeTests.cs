using ExpertRouter.Core.Tickets;

namespace ExpertRouter.Core.Tests.Tickets;

public sealed class TicketLifeTests
{
    private static readonly TicketMove Submit = new() { Kind = TicketMoveKind.Submit };

    [Fact]
    public void Replay_SubmittedOfferedAcceptedResolved_EndsResolvedWithItsHolder()
    {
        var status = After(Submit, Ask(TicketMoveKind.Offer, 7, 3), By(TicketMoveKind.Accept, 3), By(TicketMoveKind.Resolve, 3));

        Assert.Equal((TicketState.Resolved, 3L, 1), (status.State, status.HolderId, status.Round));
        Assert.True(status.IsClosed);
    }

    [Fact]
    public void Decline_OneOfTwoAsked_LeavesTheOtherAsked()
    {
        var status = After(Submit, Ask(TicketMoveKind.Offer, 7, 3), By(TicketMoveKind.Decline, 7));

        Assert.Equal(TicketState.Offered, status.State);
        Assert.Equal([3], status.Asked);
        Assert.Equal([7], status.Refused);
        Assert.Equal(1, status.Round);
    }

    [Fact]
    public void Decline_LastOneAsked_WaitsForTheNextRound()
    {
        var status = After(Submit, Ask(TicketMoveKind.Offer, 7, 3), By(TicketMoveKind.Decline, 7), By(TicketMoveKind.Decline, 3));

        Assert.Equal((TicketState.Submitted, 2), (status.State, status.Round));
        Assert.Equal([7, 3], status.Refused);
    }

    [Fact]
    public void TimeOut_Offered_RemembersWhoDidNotAnswerUntilEverythingIsRelaxed()
    {
        var status = After(Submit, Ask(TicketMoveKind.Offer, 7, 3), new TicketMove { Kind = TicketMoveKind.TimeOut });
        var once = TicketLife.Apply(status, new TicketMove { Kind = TicketMoveKind.Relax });
        var twice = TicketLife.Apply(once, new TicketMove { Kind = TicketMoveKind.Relax });

        Assert.Equal([7, 3], status.Missed);
        Assert.Equal([7, 3], once.Missed);
        Assert.Empty(twice.Missed);
    }

    [Fact]
    public void HandOver_ByTheHolder_AsksTheColleagueAndNotTheHolderAgain()
    {
        var handOver = new TicketMove { Kind = TicketMoveKind.HandOver, ExpertId = 7, Experts = [9] };

        var status = After(Submit, Ask(TicketMoveKind.Assign, 7), By(TicketMoveKind.Accept, 7), handOver);

        Assert.Equal(TicketState.Assigned, status.State);
        Assert.Null(status.HolderId);
        Assert.Equal([9], status.Asked);
        Assert.Equal([7], status.Refused);
    }

    [Fact]
    public void Reopen_Resolved_RemembersTheHolder()
    {
        var status = After(
            Submit, Ask(TicketMoveKind.Assign, 7), By(TicketMoveKind.Accept, 7), By(TicketMoveKind.Resolve, 7), new TicketMove { Kind = TicketMoveKind.Reopen });

        Assert.Equal((TicketState.Submitted, 7L, 2), (status.State, status.FormerHolderId, status.Round));
    }

    [Fact]
    public void Escalate_Accepted_LeavesItWithItsHolderWhoCanFinishIt()
    {
        var status = After(Submit, Ask(TicketMoveKind.Assign, 7), By(TicketMoveKind.Accept, 7), new TicketMove { Kind = TicketMoveKind.Escalate });

        Assert.Equal((TicketState.Escalated, 7L), (status.State, status.HolderId));
        Assert.Equal(TicketState.Resolved, TicketLife.Apply(status, By(TicketMoveKind.Resolve, 7)).State);
    }

    [Fact]
    public void Accept_SecondExpert_IsToldThatSomebodyWasFaster()
    {
        var accepted = After(Submit, Ask(TicketMoveKind.Offer, 7, 3), By(TicketMoveKind.Accept, 3));

        var error = Assert.Throws<IllegalTicketMoveException>(() => TicketLife.Apply(accepted, By(TicketMoveKind.Accept, 7)));

        Assert.Equal("Somebody else has accepted this ticket already.", error.Message);
    }

    [Theory]
    [InlineData(TicketMoveKind.Accept)]
    [InlineData(TicketMoveKind.Resolve)]
    [InlineData(TicketMoveKind.Reopen)]
    [InlineData(TicketMoveKind.Escalate)]
    [InlineData(TicketMoveKind.Withdraw)]
    public void Apply_ToWithdrawn_IsRefusedWithTheReason(TicketMoveKind kind)
    {
        var withdrawn = After(Submit, new TicketMove { Kind = TicketMoveKind.Withdraw });

        var error = Assert.Throws<IllegalTicketMoveException>(() => TicketLife.Apply(withdrawn, By(kind, 7)));

        Assert.Contains("withdrawn", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    [InlineData(null)]
    public void Rate_OutsideOneToFive_IsRefused(int? rating)
    {
        var resolved = After(Submit, Ask(TicketMoveKind.Assign, 7), By(TicketMoveKind.Accept, 7), By(TicketMoveKind.Resolve, 7));

        Assert.Throws<IllegalTicketMoveException>(() => TicketLife.Apply(resolved, new TicketMove { Kind = TicketMoveKind.Rate, Rating = rating }));
    }

    [Theory]
    [InlineData(TicketMoveKind.Accept, true)]
    [InlineData(TicketMoveKind.Decline, true)]
    [InlineData(TicketMoveKind.HandOver, true)]
    [InlineData(TicketMoveKind.Release, true)]
    [InlineData(TicketMoveKind.Resolve, true)]
    [InlineData(TicketMoveKind.Rate, true)]
    [InlineData(TicketMoveKind.Reopen, true)]
    [InlineData(TicketMoveKind.RouteAgain, false)]
    public void Apply_BeforeTheDecision_IsEarlyWhereTheDecisionMakesItLegal(TicketMoveKind kind, bool isEarly) =>
        Assert.Equal(isEarly, Refusal(After(Submit), By(kind, 7)).IsEarly);

    [Fact]
    public void Resolve_ByWhoIsAsked_IsEarly_ByOthersIsNot()
    {
        var offered = After(Submit, Ask(TicketMoveKind.Offer, 7, 3));

        Assert.True(Refusal(offered, By(TicketMoveKind.Resolve, 7)).IsEarly);
        Assert.False(Refusal(offered, By(TicketMoveKind.Resolve, 5)).IsEarly);
        Assert.False(Refusal(TicketLife.Apply(offered, By(TicketMoveKind.Accept, 3)), By(TicketMoveKind.Resolve, 7)).IsEarly);
    }

    [Fact]
    public void Accept_ByWhoDeclinedOrIsNotAsked_IsNotEarly()
    {
        var declined = After(Submit, Ask(TicketMoveKind.Assign, 7), By(TicketMoveKind.Decline, 7));

        Assert.False(Refusal(declined, By(TicketMoveKind.Accept, 7)).IsEarly);
        Assert.False(Refusal(After(Submit, Ask(TicketMoveKind.Assign, 7)), By(TicketMoveKind.Accept, 3)).IsEarly);
    }

    [Theory]
    [InlineData(TicketMoveKind.Rate)]
    [InlineData(TicketMoveKind.Reopen)]
    public void Apply_AfterReopening_IsNotEarly(TicketMoveKind kind)
    {
        var reopened = After(Submit, Ask(TicketMoveKind.Assign, 7), By(TicketMoveKind.Accept, 7), By(TicketMoveKind.Resolve, 7), new TicketMove { Kind = TicketMoveKind.Reopen });

        Assert.False(Refusal(reopened, new TicketMove { Kind = kind, Rating = 4 }).IsEarly);
    }

    private static IllegalTicketMoveException Refusal(TicketStatus status, TicketMove move) =>
        Assert.Throws<IllegalTicketMoveException>(() => TicketLife.Apply(status, move));

    private static TicketStatus After(params TicketMove[] moves) => TicketLife.Replay(moves)!;

    private static TicketMove Ask(TicketMoveKind kind, params long[] experts) => new() { Kind = kind, Experts = experts };

    private static TicketMove By(TicketMoveKind kind, long expert) => new() { Kind = kind, ExpertId = expert };
}
