using ExpertRouter.Core.Tickets;

namespace ExpertRouter.App.Routing.Rules;

/// <summary>Whether somebody is at work, by their own clock. Stateless and thread-safe.</summary>
public static class WorkingHours
{
    private const int MinutesPerDay = 24 * 60;

    /// <summary>Whether <paramref name="now"/> is within the hours that the settings name; a shift past midnight belongs to the day it began.</summary>
    /// <param name="settings">Days, hours and perhaps a time zone.</param>
    /// <param name="otherZone">Zone when the settings name none.</param>
    /// <param name="now">The moment.</param>
    public static bool Contain(ExpertSettings settings, string? otherZone, DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, Zone(settings.TimeZone ?? otherZone));
        var minute = (local.Hour * 60) + local.Minute;
        if (settings.WorkStarts is not { } start || settings.WorkEnds is not { } end || start == end)
            return IsWorkday(settings, local.DayOfWeek);
        if (start < end)
            return minute >= start && minute < end && IsWorkday(settings, local.DayOfWeek);
        return minute >= start
            ? IsWorkday(settings, local.DayOfWeek)
            : minute < end && IsWorkday(settings, (DayOfWeek)(((int)local.DayOfWeek + 6) % 7));
    }

    /// <summary>Whether a start or end is a minute of a day.</summary>
    public static bool IsMinute(int? minute) => minute is null or (>= 0 and <= MinutesPerDay);

    /// <summary>Whether a zone is known on this machine.</summary>
    public static bool IsZone(string? zone) => zone is null || TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _);

    private static bool IsWorkday(ExpertSettings settings, DayOfWeek day) => settings.WorkingDays == 0 || (settings.WorkingDays >> (int)day & 1) == 1;

    private static TimeZoneInfo Zone(string? id) => id is not null && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : TimeZoneInfo.Utc;
}
