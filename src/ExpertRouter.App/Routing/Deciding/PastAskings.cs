using System.Text.Json;
using ExpertRouter.Core.Routing;
using ExpertRouter.Core.Tickets;
using ExpertRouter.Data;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Routing.Deciding;

/// <summary>
/// What came of the router's own askings. Who was asked beside somebody quicker, who still works on the ticket, and whom a person asked, is
/// left out: it says nothing about the router's choice, or nothing yet. Thread-safe.
/// </summary>
public sealed class PastAskings(IDbContextFactory<AppDbContext> contexts)
{
    /// <summary>The latest askings with a known outcome, oldest first.</summary>
    /// <param name="model">What the decision's model version begins with; empty for all.</param>
    /// <param name="latest">At most so many.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<IReadOnlyList<PastAsking>> ReadAsync(string model, int latest, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var offers = await db.TicketOffers.AsNoTracking()
            .Where(offer => offer.Propensity != null && offer.Answer != OfferAnswer.Waiting && offer.Answer != OfferAnswer.Closed)
            .Join(db.Tickets, offer => offer.TicketId, ticket => ticket.Id, (offer, ticket) => new { Offer = offer, ticket.State, ticket.HolderId, ticket.Round })
            .Where(row => row.Offer.Answer != OfferAnswer.Accepted || row.State == TicketState.Resolved)
            .OrderByDescending(row => row.Offer.OfferedAt).Take(latest).ToListAsync(cancellationToken);
        Guid[] tickets = [.. offers.Select(row => row.Offer.TicketId).Distinct()];
        var details = await db.TicketDecisions.AsNoTracking().Where(decision => tickets.Contains(decision.TicketId) && decision.ModelVersion.StartsWith(model))
            .Select(decision => new { decision.TicketId, decision.Round, decision.Details }).ToListAsync(cancellationToken);
        var decisions = details.ToDictionary(
            decision => (decision.TicketId, decision.Round), decision => JsonSerializer.Deserialize<RoutingDecision>(decision.Details, RoutingJson.Options)!);
        return
        [
            .. offers
                .Where(row => decisions.TryGetValue((row.Offer.TicketId, row.Offer.Round), out var decision) && decision.Candidates.Any(candidate => candidate.ExpertId == row.Offer.ExpertId))
                .OrderBy(row => row.Offer.OfferedAt)
                .Select(row => new PastAsking(
                    row.Offer.TicketId, row.Offer.ExpertId, row.Offer.OfferedAt, decisions[(row.Offer.TicketId, row.Offer.Round)],
                    Success: row.Offer.Answer == OfferAnswer.Accepted && row.HolderId == row.Offer.ExpertId && row.Round == row.Offer.Round)),
        ];
    }
}
