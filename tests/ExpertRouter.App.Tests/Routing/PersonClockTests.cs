using ExpertRouter.App.Routing.Settings;
using ExpertRouter.Core.Tickets;
using ExpertRouter.Data.Providers;
using ExpertRouter.Testing;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Tests.Routing;

public sealed class PersonClockTests
{
    private static readonly DateTimeOffset Now = new(2026, 7, 1, 14, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Europe/Lisbon", "15:00", "1 July 2026, 15:00 Europe/Lisbon")] // summer time: UTC + 1 h
    [InlineData("Asia/Kolkata", "19:30", "1 July 2026, 19:30 Asia/Kolkata")] // UTC + 5 h 30 min
    [InlineData("Etc/UTC", "14:00 UTC", "1 July 2026, 14:00 UTC")]
    [InlineData("Europe/Atlantis", "14:00 UTC", "1 July 2026, 14:00 UTC")]
    [InlineData(null, "14:00 UTC", "1 July 2026, 14:00 UTC")]
    public void Clock_Zone_SaysItsTime(string? zone, string time, string exact)
    {
        var clock = PersonClock.Of(zone);

        Assert.Equal((time, exact), (clock.Time(Now), clock.Exact(Now)));
    }

    [Fact]
    public void Moment_AnotherDayThere_NamesTheDay()
    {
        var clock = PersonClock.Of("Pacific/Auckland"); // UTC + 12 h in July

        Assert.Equal("02:00", clock.Moment(Now, Now.AddHours(-2))); // 14:00 + 12 h = 2 July, 02:00; two hours before it is 2 July, 00:00
        Assert.Equal("2 July, 02:00", clock.Moment(Now, Now.AddHours(-3)));
    }

    [Theory, DatabaseData]
    public async Task Read_OwnSetting_GoesBeforeTheSourcesZone_NobodyListed_IsUtc(DatabaseProvider provider)
    {
        await using var world = await RoutingWorld.CreateAsync(provider);
        var clocks = new PersonClocks(world.Database);
        await world.ChangeStoreAsync(db => db.Experts.Where(expert => expert.Id <= 2).ExecuteUpdateAsync(set => set.SetProperty(expert => expert.TimeZone, "Europe/Oslo"), RoutingWorld.Cancel));
        await world.Settings.ChangeAsync(1, settings => settings.TimeZone = "Asia/Tokyo", RoutingWorld.Cancel);

        Assert.Equal("Asia/Tokyo", (await clocks.ReadAsync("ada@example.org", RoutingWorld.Cancel)).Zone.Id);
        Assert.Equal("Europe/Oslo", (await clocks.ReadAsync("ben@example.org", RoutingWorld.Cancel)).Zone.Id);
        Assert.Equal(PersonClock.Utc, await clocks.ReadAsync("cai@example.org", RoutingWorld.Cancel));
        Assert.Equal(PersonClock.Utc, await clocks.ReadAsync("nobody@example.org", RoutingWorld.Cancel));
    }
}
