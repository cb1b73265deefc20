using ExpertRouter.App.Routing.Rules;
using ExpertRouter.Core.Tickets;

namespace ExpertRouter.App.Tests.Routing;

public sealed class WorkingHoursTests
{
    private const int MondayToFriday = 0b0111110;

    // 2026-03-02 is a Monday; Lisbon is at UTC+0 in March, Tokyo at UTC+9 all year.
    [Theory]
    [InlineData("Europe/Lisbon", 9 * 60, 17 * 60, "2026-03-02T08:59:00Z", false)]
    [InlineData("Europe/Lisbon", 9 * 60, 17 * 60, "2026-03-02T09:00:00Z", true)]
    [InlineData("Europe/Lisbon", 9 * 60, 17 * 60, "2026-03-02T17:00:00Z", false)]
    [InlineData("Asia/Tokyo", 9 * 60, 17 * 60, "2026-03-02T00:30:00Z", true)]
    [InlineData("Asia/Tokyo", 9 * 60, 17 * 60, "2026-03-01T23:30:00Z", false)]
    [InlineData("Asia/Tokyo", 9 * 60, 17 * 60, "2026-03-06T15:30:00Z", false)]
    [InlineData("Europe/Lisbon", 22 * 60, 6 * 60, "2026-03-02T23:00:00Z", true)]
    [InlineData("Europe/Lisbon", 22 * 60, 6 * 60, "2026-03-07T05:00:00Z", true)]
    [InlineData("Europe/Lisbon", 22 * 60, 6 * 60, "2026-03-02T05:00:00Z", false)]
    [InlineData("Europe/Lisbon", null, null, "2026-03-07T12:00:00Z", false)]
    [InlineData("Europe/Lisbon", null, null, "2026-03-06T23:59:00Z", true)]
    public void Contain_ByTheExpertsOwnClock_KnowsDaysAndShiftsPastMidnight(string zone, int? starts, int? ends, string now, bool expected)
    {
        var settings = new ExpertSettings { WorkingDays = MondayToFriday, WorkStarts = starts, WorkEnds = ends };

        Assert.Equal(expected, WorkingHours.Contain(settings, zone, DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture)));
    }
}
