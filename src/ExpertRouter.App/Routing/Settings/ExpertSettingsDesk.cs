using ExpertRouter.App.Finding;
using ExpertRouter.App.Routing.Life;
using ExpertRouter.App.Routing.Rules;
using ExpertRouter.Core.Tickets;
using ExpertRouter.Data;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Routing.Settings;

/// <summary>
/// What experts allow the router. A change counts from the next decision on; who opts out or goes on leave is also no longer asked
/// about what is waiting for them. Thread-safe.
/// </summary>
public sealed class ExpertSettingsDesk(
    IDbContextFactory<AppDbContext> contexts, TicketLedger ledger, ExpertDirectory directory, FindingCatalog catalog, LeaveCalendar leave, TimeProvider time)
{
    private const int LongestLeaveYears = 10;

    /// <summary>The settings of an expert; defaults when none are stored.</summary>
    public async Task<ExpertSettings> ReadAsync(long expertId, CancellationToken cancellationToken)
    {
        var id = directory.Resolve(expertId);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.ExpertSettings.AsNoTracking().SingleOrDefaultAsync(row => row.ExpertId == id, cancellationToken) ?? new ExpertSettings { ExpertId = id };
    }

    /// <summary>Changes settings.</summary>
    /// <param name="expertId">The expert.</param>
    /// <param name="change">Sets what changes; may run more than once.</param>
    /// <param name="cancellationToken">Stops before anything is stored.</param>
    /// <exception cref="TicketRejectedException">A value is impossible; nothing was changed.</exception>
    public async Task<ExpertSettings> ChangeAsync(long expertId, Action<ExpertSettings> change, CancellationToken cancellationToken)
    {
        var id = directory.Resolve(expertId);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await db.ExpertSettings.SingleOrDefaultAsync(other => other.ExpertId == id, cancellationToken);
        if (row is null)
            db.ExpertSettings.Add(row = new ExpertSettings { ExpertId = id });
        change(row);
        row.ExpertId = id;
        row.ChangedAt = time.GetUtcNow();
        Check(row);
        await db.SaveChangesAsync(cancellationToken);
        if (row.IsOptedOut)
            await ReleaseOffersAsync(id, "Takes no tickets any more.", cancellationToken);
        else if (leave.FirstDayBack(row, row.ChangedAt) is not null)
            await ReleaseOffersAsync(id, "Is on leave.", cancellationToken);
        return row;
    }

    /// <summary>Keeps tickets about the knowledge areas that this ticket names away from the expert; none named, nothing changes.</summary>
    public async Task AddNotMyAreasAsync(long expertId, Guid ticketId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var ticket = await db.Tickets.AsNoTracking().SingleAsync(row => row.Id == ticketId, cancellationToken);
        var content = await catalog.GetAsync(cancellationToken);
        int[] areas = [.. content.AreasIn($"{ticket.Title}\n{string.Join('\n', ticket.Tags)}\n{ticket.Body}").Select(area => area.Id)];
        if (areas.Length > 0)
            await ChangeAsync(expertId, settings => settings.NotMyAreas = [.. settings.NotMyAreas.Union(areas).Order()], cancellationToken);
    }

    /// <summary>Declares a conflict of interest; twice changes nothing.</summary>
    public async Task AddConflictAsync(long expertId, ConflictKind kind, string subject, CancellationToken cancellationToken)
    {
        var (id, folded) = (directory.Resolve(expertId), subject.Trim().ToLowerInvariant());
        if (folded.Length is 0 or > 300)
            throw new TicketRejectedException(TicketProblem.InvalidField, "The subject of a conflict must have 1 to 300 characters.");
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.ConflictsOfInterest.AnyAsync(row => row.ExpertId == id && row.Kind == kind && row.Subject == folded, cancellationToken))
            return;
        db.ConflictsOfInterest.Add(new ConflictOfInterest { Id = Guid.CreateVersion7(), ExpertId = id, Kind = kind, Subject = folded, CreatedAt = time.GetUtcNow() });
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Conflicts of interest of an expert, oldest first.</summary>
    public async Task<IReadOnlyList<ConflictOfInterest>> ConflictsAsync(long expertId, CancellationToken cancellationToken)
    {
        var id = directory.Resolve(expertId);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.ConflictsOfInterest.AsNoTracking().Where(row => row.ExpertId == id).OrderBy(row => row.CreatedAt).ToListAsync(cancellationToken);
    }

    /// <summary>Takes a conflict of interest back; twice changes nothing.</summary>
    public async Task RemoveConflictAsync(long expertId, Guid conflictId, CancellationToken cancellationToken)
    {
        var id = directory.Resolve(expertId);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.ConflictsOfInterest.Where(row => row.Id == conflictId && row.ExpertId == id).ExecuteDeleteAsync(cancellationToken);
    }

    private async Task ReleaseOffersAsync(long expertId, string reason, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var waiting = await db.TicketOffers.Where(offer => offer.ExpertId == expertId && offer.Answer == OfferAnswer.Waiting)
            .Select(offer => offer.TicketId).Distinct().ToListAsync(cancellationToken);
        foreach (var ticket in waiting)
        {
            await ledger.ChangeAsync(
                ticket,
                (work, _) =>
                {
                    if (work.Status?.Asked.Contains(expertId) == true)
                        work.Move(new TicketMove { Kind = TicketMoveKind.Release, ExpertId = expertId, Reason = reason }, TicketPerson.System);
                    return Task.FromResult(true);
                },
                cancellationToken);
        }
    }

    private void Check(ExpertSettings settings)
    {
        if (!WorkingHours.IsZone(settings.TimeZone))
            throw Invalid($"time zone '{settings.TimeZone}' is unknown; name one such as Europe/Lisbon.");
        if (!WorkingHours.IsMinute(settings.WorkStarts) || !WorkingHours.IsMinute(settings.WorkEnds) || settings.WorkStarts is null != settings.WorkEnds is null)
            throw Invalid("working hours need a start and an end between 00:00 and 24:00.");
        if (settings.WorkingDays is < 0 or > 127)
            throw Invalid("working days are a set of the seven days.");
        if (settings.Capacity < 1 || settings.OffersPerWeek < 1)
            throw Invalid("capacity and offers a week are at least 1; opt out to get none.");
        if (settings.LeaveUntil > leave.Day(settings.ChangedAt).AddYears(LongestLeaveYears))
            throw Invalid($"a leave ends within {LongestLeaveYears} years; opt out to get no tickets at all.");
    }

    private static TicketRejectedException Invalid(string what) => new(TicketProblem.InvalidField, $"settings: {what}");
}
