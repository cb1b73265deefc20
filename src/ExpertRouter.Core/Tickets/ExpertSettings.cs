namespace ExpertRouter.Core.Tickets;

/// <summary>What an expert allows the router; no row means all defaults.</summary>
public sealed class ExpertSettings
{
    /// <summary>Canonical expert.</summary>
    public long ExpertId { get; set; }

    /// <summary>Tickets at once; null takes the expert's own <c>Capacity</c>, else the installation's.</summary>
    public int? Capacity { get; set; }

    /// <summary>IANA time zone of the working hours; null takes the expert's own, else UTC.</summary>
    public string? TimeZone { get; set; }

    /// <summary>Working days, bit 0 = Sunday … bit 6 = Saturday; 0 means every day.</summary>
    public int WorkingDays { get; set; }

    /// <summary>Start of work in minutes after local midnight; null with <see cref="WorkEnds"/> means round the clock.</summary>
    public int? WorkStarts { get; set; }

    /// <summary>End of work, exclusive, in minutes after local midnight; before the start means past midnight.</summary>
    public int? WorkEnds { get; set; }

    /// <summary>First day back from leave, by the organisation's calendar; null when at work.</summary>
    public DateOnly? LeaveUntil { get; set; }

    /// <summary>Tickets offered in seven days at most; null takes the installation's.</summary>
    public int? OffersPerWeek { get; set; }

    /// <summary>Wants no tickets.</summary>
    public bool IsOptedOut { get; set; }

    /// <summary>Wants no mail about tickets; offers still show in the inbox.</summary>
    public bool NoMail { get; set; }

    /// <summary>Ids of knowledge areas that are not theirs, whatever the evidence says.</summary>
    public int[] NotMyAreas { get; set; } = [];

    /// <summary>Last change, UTC.</summary>
    public DateTimeOffset ChangedAt { get; set; }
}
