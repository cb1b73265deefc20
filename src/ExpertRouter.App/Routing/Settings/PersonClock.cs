using System.Globalization;

namespace ExpertRouter.App.Routing.Settings;

/// <summary>How one person reads the clock: by their own time zone, which needs no name in a sentence; who has none reads UTC, named as such. Immutable.</summary>
/// <param name="Zone">The time zone.</param>
public sealed record PersonClock(TimeZoneInfo Zone)
{
    /// <summary>For whoever has no time zone.</summary>
    public static PersonClock Utc { get; } = new(TimeZoneInfo.Utc);

    private bool IsUtc => Zone.HasSameRules(TimeZoneInfo.Utc) && Zone.BaseUtcOffset == TimeSpan.Zero;

    /// <summary>A clock by the name of a zone; <see cref="Utc"/> when it is null or not known on this machine.</summary>
    public static PersonClock Of(string? zone) => zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known) ? new PersonClock(known) : Utc;

    /// <summary>The day on which a moment falls.</summary>
    public DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(Local(at).DateTime);

    /// <summary>"15:00", or "15:00 UTC".</summary>
    public string Time(DateTimeOffset at) => Say(at, "HH:mm");

    /// <summary>"15:00" when it is the same day as <paramref name="now"/>, else "28 November, 15:00".</summary>
    public string Moment(DateTimeOffset at, DateTimeOffset now) => Say(at, Day(at) == Day(now) ? "HH:mm" : "d MMMM, HH:mm");

    /// <summary>"27 November 2026, 15:00 Europe/Lisbon": for who reads it elsewhere, too.</summary>
    public string Exact(DateTimeOffset at) =>
        $"{Local(at).ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture)} {(IsUtc ? "UTC" : Zone.Id)}";

    private string Say(DateTimeOffset at, string format) => Local(at).ToString(format, CultureInfo.InvariantCulture) + (IsUtc ? " UTC" : "");

    private DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone);
}
