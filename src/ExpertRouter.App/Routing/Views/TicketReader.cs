using System.Text.Json;
using ExpertRouter.App.Finding;
using ExpertRouter.Core.Routing;
using ExpertRouter.Core.Tickets;
using ExpertRouter.Data;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Routing.Views;

/// <summary>Reads tickets for people; changes nothing. Thread-safe.</summary>
public sealed class TicketReader(IDbContextFactory<AppDbContext> contexts, ExpertDirectory directory)
{
    /// <summary>Tickets per list of the board.</summary>
    public const int BoardDepth = 200;

    /// <summary>A ticket with all that happened; null when there is none.</summary>
    public async Task<TicketView?> GetAsync(Guid ticketId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var ticket = await db.Tickets.AsNoTracking().SingleOrDefaultAsync(row => row.Id == ticketId, cancellationToken);
        if (ticket is null)
            return null;
        var history = await db.TicketEvents.AsNoTracking().Where(entry => entry.TicketId == ticketId).OrderBy(entry => entry.Number).ToListAsync(cancellationToken);
        var offers = await db.TicketOffers.AsNoTracking().Where(offer => offer.TicketId == ticketId).OrderBy(offer => offer.EventNumber).ToListAsync(cancellationToken);
        var rows = await db.TicketDecisions.AsNoTracking().Where(row => row.TicketId == ticketId).OrderBy(row => row.Round).ToListAsync(cancellationToken);
        var decisions = rows.ConvertAll(row => new DecisionView(row.Round, row.At, row.Milliseconds, JsonSerializer.Deserialize<RoutingDecision>(row.Details, RoutingJson.Options)!));
        var named = history.SelectMany(entry => entry.Experts.Concat(entry.ExpertId is { } expert ? [expert] : []))
            .Concat(offers.Select(offer => offer.ExpertId))
            .Concat(decisions.SelectMany(view => view.Decision.Candidates.Select(candidate => candidate.ExpertId)))
            .Concat(decisions.SelectMany(view => view.Decision.Excluded.Select(exclusion => exclusion.ExpertId)))
            .Distinct().ToArray();
        var names = await db.Experts.Where(expert => named.Contains(expert.Id)).ToDictionaryAsync(expert => expert.Id, expert => expert.Name, cancellationToken);
        return new TicketView(ticket, history, offers, decisions, names);
    }

    /// <summary>What waits for an expert, oldest promise first, then what the expert holds, oldest first.</summary>
    public async Task<IReadOnlyList<InboxEntry>> InboxAsync(long expertId, CancellationToken cancellationToken)
    {
        var canonical = directory.Resolve(expertId);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var own = await db.Experts.Where(expert => expert.Id == canonical || expert.MergedIntoId == canonical).Select(expert => expert.Id).ToListAsync(cancellationToken);
        var offered = await db.TicketOffers.AsNoTracking().Where(offer => own.Contains(offer.ExpertId) && offer.Answer == OfferAnswer.Waiting)
            .Join(db.Tickets.AsNoTracking(), offer => offer.TicketId, ticket => ticket.Id, (offer, ticket) => new { offer, ticket })
            .OrderBy(row => row.offer.ExpiresAt).ToListAsync(cancellationToken);
        var held = await db.Tickets.AsNoTracking()
            .Where(ticket => ticket.HolderId != null && own.Contains(ticket.HolderId.Value) && (ticket.State == TicketState.Accepted || ticket.State == TicketState.Escalated))
            .OrderBy(ticket => ticket.StateSince).ToListAsync(cancellationToken);
        return [.. offered.Select(row => new InboxEntry(row.ticket, row.offer)), .. held.Select(ticket => new InboxEntry(ticket, Offer: null))];
    }

    /// <summary>The tickets of a requester, newest first.</summary>
    public async Task<IReadOnlyList<Ticket>> OfRequesterAsync(string email, int limit, CancellationToken cancellationToken)
    {
        var folded = email.Trim().ToLowerInvariant();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Tickets.AsNoTracking().Where(ticket => ticket.RequesterEmail == folded)
            .OrderByDescending(ticket => ticket.SubmittedAt).Take(limit).ToListAsync(cancellationToken);
    }

    /// <summary>The ticket of an external id; null when there is none.</summary>
    public async Task<Ticket?> FindAsync(string origin, string externalId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Tickets.AsNoTracking().SingleOrDefaultAsync(ticket => ticket.Origin == origin && ticket.ExternalId == externalId, cancellationToken);
    }

    /// <summary>Who holds these tickets and who is asked; tickets without anybody have no entry.</summary>
    public async Task<IReadOnlyDictionary<Guid, TicketPeople>> PeopleAsync(IReadOnlyList<Ticket> tickets, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. tickets.Select(ticket => ticket.Id)];
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var asked = await db.TicketOffers.AsNoTracking().Where(offer => ids.Contains(offer.TicketId) && offer.Answer == OfferAnswer.Waiting)
            .OrderBy(offer => offer.EventNumber).Select(offer => new { offer.TicketId, offer.ExpertId }).ToListAsync(cancellationToken);
        long[] experts = [.. tickets.Select(ticket => ticket.HolderId).OfType<long>().Concat(asked.Select(offer => offer.ExpertId)).Distinct()];
        var names = await db.Experts.Where(expert => experts.Contains(expert.Id)).ToDictionaryAsync(expert => expert.Id, expert => expert.Name, cancellationToken);
        var open = asked.ToLookup(offer => offer.TicketId, offer => offer.ExpertId);
        return tickets.Where(ticket => ticket.HolderId is not null || open.Contains(ticket.Id)).ToDictionary(
            ticket => ticket.Id,
            ticket => new TicketPeople(
                ticket.HolderId is { } holder ? names.GetValueOrDefault(holder) : null,
                [.. open[ticket.Id].Select(names.GetValueOrDefault).OfType<string>()]));
    }

    /// <summary>The dispatcher's board.</summary>
    public async Task<BoardView> BoardAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var counts = await db.Tickets.GroupBy(ticket => ticket.State).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        return new BoardView(
            await ListAsync(db, [TicketState.Submitted, TicketState.Abstained], cancellationToken),
            await ListAsync(db, [TicketState.Assigned, TicketState.Offered, TicketState.Broadcast], cancellationToken),
            await ListAsync(db, [TicketState.Accepted], cancellationToken),
            await ListAsync(db, [TicketState.Escalated], cancellationToken),
            counts, await TeamsAsync(db, cancellationToken));
    }

    private static Task<List<Ticket>> ListAsync(AppDbContext db, TicketState[] states, CancellationToken cancellationToken) =>
        db.Tickets.AsNoTracking().Where(ticket => states.Contains(ticket.State)).OrderBy(ticket => ticket.StateSince).Take(BoardDepth).ToListAsync(cancellationToken);

    private static async Task<IReadOnlyList<TeamLoad>> TeamsAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        var held = await db.Tickets.Where(ticket => ticket.State == TicketState.Accepted && ticket.HolderId != null)
            .Join(db.Experts, ticket => ticket.HolderId, expert => expert.Id, (_, expert) => expert.Team ?? "")
            .GroupBy(team => team).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        var asked = await db.TicketOffers.Where(offer => offer.Answer == OfferAnswer.Waiting)
            .Join(db.Experts, offer => offer.ExpertId, expert => expert.Id, (_, expert) => expert.Team ?? "")
            .GroupBy(team => team).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        return [.. held.Keys.Union(asked.Keys)
            .Select(team => new TeamLoad(team, held.GetValueOrDefault(team), asked.GetValueOrDefault(team)))
            .OrderByDescending(load => load.Held + load.Asked).ThenBy(load => load.Team, StringComparer.Ordinal)];
    }
}
