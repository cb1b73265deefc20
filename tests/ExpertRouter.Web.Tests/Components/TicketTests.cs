using Bunit;
using ExpertRouter.App.Routing.Settings;
using ExpertRouter.App.Routing.Views;
using ExpertRouter.Core.Routing;
using ExpertRouter.Core.Tickets;
using ExpertRouter.Testing;
using ExpertRouter.Web.Components.Pages.Tickets;
using ExpertRouter.Web.Tickets;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ExpertRouter.Web.Tests.Components;

public sealed class TicketTests : BunitContext
{
    private static readonly DateTimeOffset Now = TicketSamples.Now;
    private static readonly Dictionary<long, string> Names = new() { [1] = "Maya", [2] = "Jon" };

    public TicketTests()
    {
        Services.AddSingleton<TimeProvider>(new FixedTime(Now));
        JSInterop.Mode = JSRuntimeMode.Loose;
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    [Theory]
    [InlineData(TicketState.Offered, "Offered to Maya and Jon, answer expected by 15:00 UTC")]
    [InlineData(TicketState.Accepted, "Ada works on it since 10:00 UTC")]
    [InlineData(TicketState.Abstained, "Nobody suitable found yet; the search goes on at 15:00 UTC")]
    [InlineData(TicketState.Resolved, "Resolved by Ada")]
    public void State_InOneLine_NamesWhoAndUntilWhen(TicketState state, string expected) =>
        Assert.Equal(expected, TicketWords.State(TicketSamples.Ticket(state), new TicketPeople("Ada", ["Maya", "Jon"]), Now, PersonClock.Utc));

    [Fact]
    public void Until_AnotherDay_NamesTheDay() => Assert.Equal("28 November, 09:30 UTC", TicketWords.Until(new DateTimeOffset(2026, 11, 28, 9, 30, 0, TimeSpan.Zero), Now, PersonClock.Utc));

    [Fact]
    public void State_ReaderWithATimeZone_IsToldByTheirOwnClock() => Assert.Equal(
        "Offered to Maya and Jon, answer expected by 16:00", // 15:00 UTC, one hour later in Stockholm
        TicketWords.State(TicketSamples.Ticket(TicketState.Offered), new TicketPeople("Ada", ["Maya", "Jon"]), Now, PersonClock.Of("Europe/Stockholm")));

    [Fact]
    public void Names_MoreThanThree_AreCounted() => Assert.Equal("A, B and 2 others", TicketWords.Names(["A", "B", "C", "D"]));

    [Fact]
    public void Timeline_ForTheRequester_LeavesOutRefusalsAndTheRoutersReasons()
    {
        var requester = Render<TicketTimeline>(parameters => parameters.Add(p => p.History, History()).Add(p => p.Names, Names));
        var dispatcher = Render<TicketTimeline>(parameters => parameters.Add(p => p.History, History()).Add(p => p.Names, Names).Add(p => p.IsComplete, true));

        Assert.Equal(3, requester.FindAll("li").Count);
        Assert.Contains("Maya declined", requester.Markup, StringComparison.Ordinal);
        Assert.Contains("No time", requester.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("The most likely one", requester.Markup, StringComparison.Ordinal);
        Assert.Equal(4, dispatcher.FindAll("li").Count);
        Assert.Contains("The most likely one", dispatcher.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Timeline_ReaderWithATimeZone_ShowsTheirOwnClockAndDay()
    {
        var history = new[] { new TicketEvent { Number = 1, Kind = TicketMoveKind.Submit, Actor = TicketActor.Requester, At = Now.AddHours(3) } };

        var cut = Render<TicketTimeline>(parameters => parameters.Add(p => p.History, history).Add(p => p.Names, Names).AddCascadingValue(PersonClock.Of("Asia/Tokyo")));

        Assert.Equal("today, 23:00", cut.Find(".quiet").TextContent); // 14:00 UTC + 9 h
        Assert.Equal("27 November 2026, 23:00 Asia/Tokyo", cut.Find("time").GetAttribute("title"));
    }

    [Theory]
    [InlineData(TicketState.Offered, "Reassign …", "Escalate")]
    [InlineData(TicketState.Abstained, "Reassign …", "Route again", "Escalate")]
    [InlineData(TicketState.Escalated, "Reassign …", "Route again", "Resolve …")]
    public void BoardCard_State_OffersWhatIsLegal(TicketState state, params string[] buttons)
    {
        var cut = Render<BoardCard>(parameters => parameters.Add(p => p.Ticket, TicketSamples.Ticket(state)).Add(p => p.Now, Now).Add(p => p.Answer, _ => Task.FromResult<string?>(null)));

        Assert.Equal(buttons, cut.FindAll("button").Select(button => button.TextContent));
    }

    [Fact]
    public void TeamLoads_Bars_AreRelativeToTheMostLoaded()
    {
        var cut = Render<TeamLoads>(parameters => parameters.Add(p => p.Teams, [new TeamLoad("Perception", 3, 1), new TeamLoad("", 1, 0)]));

        Assert.Equal(["150", "50", "50", "0"], cut.FindAll("rect").Select(rect => rect.GetAttribute("width"))); // 200 × 3/4, 200 × 1/4, 200 × 1/4, 0
        Assert.Contains("without a team", cut.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.06, 0.06, "best match")]
    [InlineData(0.03, 0.06, "good match")]
    [InlineData(0.02, 0.06, "weaker match")]
    [InlineData(0, 0, "weaker match")]
    public void Likelihood_NotCalibrated_SaysWhoStandsOutAndNotHowLikely(double probability, double best, string words) =>
        Assert.Equal(words, TicketWords.Likelihood(probability, best, calibrated: false));

    [Fact]
    public void Decision_Explained_InWordsFirstAndDecimalsBehindWhy()
    {
        RoutingCandidate[] candidates = [new(1, 4, 0.75, Load: 1, Capacity: 4), new(2, 1, 0.1)];
        var decision = new RoutingDecision
        {
            Choice = RoutingChoice.Certain(RoutingAction.Assign, candidates, [1], "The most likely one."), Candidates = candidates,
            Excluded = [new Exclusion(3, ExclusionKind.OnLeave, "on leave until 3 March 2027")], PolicyVersion = "top", ModelVersion = "finder", Seed = 7, IsCalibrated = true,
            Path = ["asked about brakes: trust the profile"],
        };
        var cut = Render<DecisionRound>(parameters => parameters.Add(p => p.Round, new DecisionView(2, Now, 3.25, decision)).Add(p => p.Names, Names));

        var rows = cut.FindAll("table.cards tbody tr");
        Assert.Contains("very likely", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("1 of 4 tickets", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("unlikely", rows[1].TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("0.750", string.Concat(rows.Select(row => row.TextContent)), StringComparison.Ordinal);
        Assert.Contains("0.750", cut.Find("details").TextContent, StringComparison.Ordinal);
        Assert.Contains("0.150", cut.Find("details dl").TextContent, StringComparison.Ordinal); // for nobody here: 1 − 0.75 − 0.1
        Assert.Contains("not offered: on leave until 3 March 2027", cut.Find(".excluded").TextContent, StringComparison.Ordinal);
        Assert.Contains("trust the profile", cut.Find("ol").TextContent, StringComparison.Ordinal);
    }

    private static TicketEvent[] History() =>
    [
        new() { Number = 1, Kind = TicketMoveKind.Submit, Actor = TicketActor.Requester, At = Now },
        new() { Number = 2, Kind = TicketMoveKind.Assign, Actor = TicketActor.System, Experts = [1], Reason = "The most likely one.", At = Now },
        new() { Number = 3, Kind = TicketMoveKind.Refuse, Actor = TicketActor.Expert, ExpertId = 2, Reason = "You are not asked.", At = Now },
        new() { Number = 4, Kind = TicketMoveKind.Decline, Actor = TicketActor.Expert, ExpertId = 1, Reason = "No time", At = Now },
    ];
}
