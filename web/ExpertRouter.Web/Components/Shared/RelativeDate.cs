using System.Globalization;

namespace ExpertRouter.Web.Components.Shared;

/// <summary>Dates as a colleague would say them. Days are counted in UTC.</summary>
public static class RelativeDate
{
    /// <summary>"today", "3 days ago", "2 months ago", "in 2 days".</summary>
    public static string Say(DateTimeOffset value, DateTimeOffset now)
    {
        var days = (int)(now.UtcDateTime.Date - value.UtcDateTime.Date).TotalDays;
        return days switch
        {
            0 => "today",
            1 => "yesterday",
            -1 => "tomorrow",
            < 0 => $"in {Count(-days)}",
            _ => $"{Count(days)} ago",
        };
    }

    /// <summary>The exact time, for the tooltip.</summary>
    public static string Exact(DateTimeOffset value) => value.UtcDateTime.ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string Count(int days) => days switch
    {
        < 14 => Unit(days, "day"),
        < 60 => Unit(days / 7, "week"),
        < 730 => Unit(days / 30, "month"),
        _ => Unit(days / 365, "year"),
    };

    private static string Unit(int count, string unit) => count == 1 ? $"1 {unit}" : $"{count} {unit}s";
}
