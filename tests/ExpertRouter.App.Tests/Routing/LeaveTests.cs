using System.Globalization;
using ExpertRouter.App.Routing;
using ExpertRouter.App.Routing.Rules;
using ExpertRouter.Core.Routing;
using ExpertRouter.Core.Tickets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ExpertRouter.App.Tests.Routing;

public sealed class LeaveTests
{
    [Theory]
    [InlineData("UTC", "2026-03-08T23:59:59Z", true)]
    [InlineData("UTC", "2026-03-09T00:00:00Z", false)]
    // Tokyo is nine hours ahead, New York five hours behind, and four from that day's clock change on.
    [InlineData("Asia/Tokyo", "2026-03-08T14:59:59Z", true)]
    [InlineData("Asia/Tokyo", "2026-03-08T15:00:00Z", false)]
    [InlineData("America/New_York", "2026-03-09T03:59:59Z", true)]
    [InlineData("America/New_York", "2026-03-09T04:00:00Z", false)]
    public void FirstDayBack_AroundMidnight_IsByTheOrganisationsTimeZone(string zone, string at, bool isOnLeave)
    {
        var back = new DateOnly(2026, 3, 9);
        var calendar = new LeaveCalendar(new RoutingOptions { TimeZone = zone });
        var moment = DateTimeOffset.Parse(at, CultureInfo.InvariantCulture);

        Assert.Equal(isOnLeave ? back : null, calendar.FirstDayBack(new ExpertSettings { LeaveUntil = back }, moment));
        Assert.Equal(isOnLeave, moment < calendar.Start(back));
    }

    [Fact]
    public void FirstDayBack_NoLeave_IsNone()
    {
        var calendar = new LeaveCalendar(new RoutingOptions());

        Assert.Null(calendar.FirstDayBack(null, RoutingWorld.Start));
        Assert.Null(calendar.FirstDayBack(new ExpertSettings(), RoutingWorld.Start));
    }

    [Fact]
    public void Start_ClockJumpsOverMidnight_IsAfterTheJump()
    {
        // In Beirut the clock went from 00:00, two hours ahead of UTC, to 01:00.
        var calendar = new LeaveCalendar(new RoutingOptions { TimeZone = "Asia/Beirut" });

        Assert.Equal(new DateTimeOffset(2026, 3, 28, 22, 0, 0, TimeSpan.Zero), calendar.Start(new DateOnly(2026, 3, 29)));
    }

    [Theory]
    [InlineData("Asia/Tokyo", false)]
    [InlineData("America/New_York", true)]
    public async Task Route_LeaveEndsToday_IsDecidedByTheOrganisationsTimeZone(string zone, bool isOnLeave)
    {
        await using var world = await RoutingWorld.CreateAsync();
        world.Routing.TimeZone = zone;
        world.Time.Now = new DateTimeOffset(2026, 3, 2, 2, 0, 0, TimeSpan.Zero); // the 2nd in Tokyo, still the 1st in New York
        await world.Settings.ChangeAsync(1, settings => settings.LeaveUntil = new DateOnly(2026, 3, 2), RoutingWorld.Cancel);

        var decision = await world.Router.RouteAsync(await world.SubmitAsync(), RoutingWorld.Cancel);

        Assert.Equal(isOnLeave, decision!.Excluded.Contains(new Exclusion(1, ExclusionKind.OnLeave, "on leave until 2 March 2026")));
    }

    [Fact]
    public async Task Change_LeaveOfMoreThanTenYears_IsRefusedAndChangesNothing()
    {
        await using var world = await RoutingWorld.CreateAsync();
        world.Time.Now = new DateTimeOffset(2026, 3, 2, 2, 0, 0, TimeSpan.Zero);
        await world.Settings.ChangeAsync(1, settings => settings.LeaveUntil = new DateOnly(2036, 3, 2), RoutingWorld.Cancel);

        var error = await Assert.ThrowsAsync<TicketRejectedException>(() =>
            world.Settings.ChangeAsync(1, settings => settings.LeaveUntil = new DateOnly(9999, 12, 31), RoutingWorld.Cancel));

        Assert.Contains("within 10 years", error.Message, StringComparison.Ordinal);
        Assert.Equal(new DateOnly(2036, 3, 2), (await world.Settings.ReadAsync(1, RoutingWorld.Cancel)).LeaveUntil);
    }

    [Theory]
    [InlineData("Asia/Tokyo", true)]
    [InlineData("America/New_York", false)]
    public async Task Change_LeaveThatIsOverOrNot_LeavesOrReleasesWhatIsWaiting(string zone, bool isStillAsked)
    {
        await using var world = await RoutingWorld.CreateAsync();
        world.Routing.TimeZone = zone;
        var id = await world.SubmitAndRouteAsync();
        world.Time.Now = new DateTimeOffset(2026, 3, 3, 2, 0, 0, TimeSpan.Zero);

        await world.Settings.ChangeAsync(1, settings => settings.LeaveUntil = new DateOnly(2026, 3, 3), RoutingWorld.Cancel);

        Assert.Equal(isStillAsked, (await world.WaitingAsync(id)).Contains(1));
    }

    [Theory]
    [InlineData("Europe/Atlantis")]
    [InlineData("")]
    public void Options_UnknownTimeZone_NameTheKeyAndWhatItTakes(string zone)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create<string, string?>("Routing:TimeZone", zone)]).Build();
        using var services = new ServiceCollection().AddRouting(configuration).BuildServiceProvider();

        var error = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<RoutingOptions>>().Value);

        Assert.Equal($"Routing:TimeZone: '{zone}' is no time zone that this machine knows; give an IANA id such as Europe/Lisbon.", Assert.Single(error.Failures));
    }
}
