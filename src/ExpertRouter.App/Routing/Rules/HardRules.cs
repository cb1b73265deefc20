using System.Globalization;
using ExpertRouter.Core.Routing;
using ExpertRouter.Core.Tickets;

namespace ExpertRouter.App.Routing.Rules;

/// <summary>
/// Who may not be asked, whatever the scores say, and why. The first rule that applies gives the reason: those that are never
/// dropped come first. Soft rules: required skill (dropped first), then working hours, weekly cap and earlier silence. Pure and thread-safe.
/// </summary>
/// <param name="options">Defaults for experts who do not say.</param>
public sealed class HardRules(RoutingOptions options)
{
    private readonly LeaveCalendar _leave = new(options);

    /// <summary>Why the expert may not be asked; null for a candidate.</summary>
    public Exclusion? Exclude(TicketFacts ticket, CandidateFacts expert, DateTimeOffset now)
    {
        var (kind, reason) = Firm(ticket, expert, now) ?? Soft(ticket, expert, now) ?? default;
        return reason is null ? null : new Exclusion(expert.ExpertId, kind, reason);
    }

    /// <summary>Whether dropping more soft rules could bring somebody back.</summary>
    public static bool CanBeRelaxed(IEnumerable<Exclusion> excluded, TicketStatus status) =>
        status.Relaxation < TicketLife.MostRelaxed
        && excluded.Any(exclusion => exclusion.Kind switch
        {
            ExclusionKind.RequiredSkill => true,
            ExclusionKind.OutsideWorkingHours or ExclusionKind.WeeklyCap => true,
            ExclusionKind.AlreadyAsked => status.Missed.Contains(exclusion.ExpertId),
            _ => false,
        });

    /// <summary>Tickets the expert takes at once; null when there is no limit.</summary>
    public int? CapacityOf(CandidateFacts expert) => expert.Settings?.Capacity ?? expert.Capacity ?? options.Capacity;

    private (ExclusionKind Kind, string Reason)? Firm(TicketFacts ticket, CandidateFacts expert, DateTimeOffset now)
    {
        if (!expert.IsListed)
            return (ExclusionKind.OptedOut, "is not listed any more");
        if (ticket.Ticket.VisibilityGroups.Length > 0 && !ticket.Ticket.VisibilityGroups.Any(expert.Groups.Contains))
            return (ExclusionKind.Visibility, "may not read this ticket");
        if (!options.AllowOwnTickets && expert.Emails.Contains(ticket.Ticket.RequesterEmail))
            return (ExclusionKind.ConflictOfInterest, "asked for help with it");
        if (expert.Conflicts.Any(conflict => Applies(conflict, ticket)))
            return (ExclusionKind.ConflictOfInterest, "has declared a conflict of interest");
        if (expert.Settings?.IsOptedOut == true)
            return (ExclusionKind.OptedOut, "takes no tickets");
        if (expert.Settings?.NotMyAreas.Intersect(ticket.Areas).Any() == true)
            return (ExclusionKind.NotMyArea, "said that this is not their area");
        if (ticket.Status.Refused.Contains(expert.ExpertId))
            return (ExclusionKind.AlreadyAsked, "has declined or given back this ticket");
        if (_leave.FirstDayBack(expert.Settings, now) is { } until)
            return (ExclusionKind.OnLeave, string.Create(CultureInfo.InvariantCulture, $"on leave until {until:d MMMM yyyy}"));
        if (expert.IsAway)
            return (ExclusionKind.OnLeave, "away, by their source");
        if (CapacityOf(expert) is { } capacity && expert.Load >= capacity)
            return (ExclusionKind.AtCapacity, string.Create(CultureInfo.InvariantCulture, $"has {expert.Load} tickets and takes {capacity} at once"));
        return null;
    }

    private (ExclusionKind Kind, string Reason)? Soft(TicketFacts ticket, CandidateFacts expert, DateTimeOffset now)
    {
        if (ticket.Status.Relaxation < 1 && expert.MissingSkills.Count > 0)
            return (ExclusionKind.RequiredSkill, $"lacks the required skill {string.Join(", ", expert.MissingSkills)}");
        if (ticket.Status.Relaxation >= TicketLife.MostRelaxed)
            return null;
        if (ticket.Status.Missed.Contains(expert.ExpertId))
            return (ExclusionKind.AlreadyAsked, "did not answer in time");
        if (expert.Settings is { } settings && !WorkingHours.Contain(settings, expert.TimeZone, now))
            return (ExclusionKind.OutsideWorkingHours, "outside their working hours");
        if ((expert.Settings?.OffersPerWeek ?? options.OffersPerWeek) is { } most && expert.OffersThisWeek >= most)
            return (ExclusionKind.WeeklyCap, string.Create(CultureInfo.InvariantCulture, $"was asked {expert.OffersThisWeek} times in seven days and allows {most}"));
        return null;
    }

    private static bool Applies(ConflictOfInterest conflict, TicketFacts ticket) => conflict.Kind switch
    {
        ConflictKind.Requester => conflict.Subject == ticket.Ticket.RequesterEmail,
        ConflictKind.Team => string.Equals(conflict.Subject, ticket.RequesterTeam, StringComparison.OrdinalIgnoreCase),
        ConflictKind.Tag => ticket.Ticket.Tags.Contains(conflict.Subject),
        _ => throw new ArgumentOutOfRangeException(nameof(conflict), conflict.Kind, "Unknown kind of conflict."),
    };
}
