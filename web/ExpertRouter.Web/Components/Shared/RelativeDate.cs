using ExpertRouter.App.Routing.Settings;

namespace ExpertRouter.Web.Components.Shared;

/// <summary>Dates as a colleague would say them.</summary>
public static class RelativeDate
{
    /// <summary>"today", "3 days ago", "2 months ago", "in 2 days".</summary>
    /// <param name="value">The date.</param>
    /// <param name="now">The moment of reading.</param>
    /// <param name="clock">By whose days to count; UTC if null.</param>
    public static string Say(DateTimeOffset value, DateTimeOffset now, PersonClock? clock = null)
    {
        var by = clock ?? PersonClock.Utc;
        var days = by.Day(now).DayNumber - by.Day(value).DayNumber;
        return days switch
        {
            0 => "today",
            1 => "yesterday",
            -1 => "tomorrow",
            < 0 => $"in {Count(-days)}",
            _ => $"{Count(days)} ago",
        };
    }

    private static string Count(int days) => days switch
    {
        < 14 => Unit(days, "day"),
        < 60 => Unit(days / 7, "week"),
        < 730 => Unit(days / 30, "month"),
        _ => Unit(days / 365, "year"),
    };

    private static string Unit(int count, string unit) => count == 1 ? $"1 {unit}" : $"{count} {unit}s";
}
