using ExpertRouter.Core.Tickets;

namespace ExpertRouter.App.Routing.Rules;

/// <summary>Who is on leave: leave is counted in days, and a day begins at midnight in the organisation's time zone. Thread-safe.</summary>
/// <param name="options">Name the zone, which must be known on this machine.</param>
public sealed class LeaveCalendar(RoutingOptions options)
{
    private TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(options.TimeZone);

    /// <summary>Name of the organisation's time zone.</summary>
    public string ZoneName => options.TimeZone;

    /// <summary>The day on which a moment falls.</summary>
    public DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);

    /// <summary>The first day back of somebody who is on leave at that moment; null when at work, or when there are no settings.</summary>
    public DateOnly? FirstDayBack(ExpertSettings? settings, DateTimeOffset at) => settings?.LeaveUntil is { } until && until > Day(at) ? until : null;

    /// <summary>When a day begins, UTC; where the clock jumps over midnight, after the jump.</summary>
    public DateTimeOffset Start(DateOnly day)
    {
        var zone = Zone;
        var local = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(local))
            local = local.AddMinutes(15);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
