using System.Globalization;
using ExpertRouter.Core.Tickets;

namespace ExpertRouter.Web.Components.Pages.Tickets;

/// <summary>When and how often somebody may be asked, as the form holds it. A list of which nothing is ticked arrives as null.</summary>
public sealed class AskingInput
{
    /// <summary>Takes no tickets.</summary>
    public bool OptOut { get; set; }

    /// <summary>First day back; null when at work.</summary>
    public DateOnly? LeaveUntil { get; set; }

    /// <summary>Tickets at once; null takes the installation's.</summary>
    public int? Capacity { get; set; }

    /// <summary>Offers in seven days; null takes the installation's.</summary>
    public int? OffersPerWeek { get; set; }

    /// <summary>IANA name; empty takes the expert's own.</summary>
    public string? TimeZone { get; set; }

    /// <summary>Start of work as HH:mm; empty means round the clock.</summary>
    public string? Starts { get; set; }

    /// <summary>End of work as HH:mm.</summary>
    public string? Ends { get; set; }

    /// <summary>Working days, 0 = Sunday; none means every day.</summary>
    public int[] Days { get; set => field = value ?? []; } = [];

    /// <summary>No mail about tickets.</summary>
    public bool NoMail { get; set; }

    /// <summary>Areas that stay away.</summary>
    public int[] NotMyAreas { get; set => field = value ?? []; } = [];

    /// <summary>What is stored, for the form.</summary>
    public static AskingInput From(ExpertSettings settings) => new()
    {
        OptOut = settings.IsOptedOut,
        LeaveUntil = settings.LeaveUntil,
        Capacity = settings.Capacity,
        OffersPerWeek = settings.OffersPerWeek,
        TimeZone = settings.TimeZone,
        Starts = Clock(settings.WorkStarts),
        Ends = Clock(settings.WorkEnds),
        Days = [.. Enumerable.Range(0, 7).Where(day => (settings.WorkingDays >> day & 1) == 1)],
        NoMail = settings.NoMail,
        NotMyAreas = settings.NotMyAreas,
    };

    /// <summary>Writes the form into settings.</summary>
    /// <exception cref="FormatException">A time of day cannot be read.</exception>
    public void To(ExpertSettings settings)
    {
        settings.IsOptedOut = OptOut;
        settings.LeaveUntil = LeaveUntil;
        settings.Capacity = Capacity;
        settings.OffersPerWeek = OffersPerWeek;
        settings.TimeZone = string.IsNullOrWhiteSpace(TimeZone) ? null : TimeZone.Trim();
        settings.WorkStarts = Minute(Starts);
        settings.WorkEnds = Minute(Ends);
        settings.WorkingDays = Days.Where(day => day is >= 0 and <= 6).Distinct().Sum(day => 1 << day);
        settings.NoMail = NoMail;
        settings.NotMyAreas = [.. settings.NotMyAreas.Intersect(NotMyAreas)];
    }

    private static string? Clock(int? minute) =>
        minute is { } value ? TimeOnly.MinValue.AddMinutes(value).ToString("HH:mm", CultureInfo.InvariantCulture) : null;

    private static int? Minute(string? clock) =>
        string.IsNullOrWhiteSpace(clock) ? null
        : TimeOnly.TryParse(clock, CultureInfo.InvariantCulture, out var time) ? (time.Hour * 60) + time.Minute
        : throw new FormatException($"“{clock}” is no time of day; write 09:00.");
}
