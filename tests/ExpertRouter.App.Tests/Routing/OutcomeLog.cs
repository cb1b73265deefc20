using System.Text.Json;
using ExpertRouter.App.Routing;
using ExpertRouter.Core.Routing;
using ExpertRouter.Core.Tickets;

namespace ExpertRouter.App.Tests.Routing;

/// <summary>Writes decisions with outcomes as if they had been made, one a minute, each asking the first it chose.</summary>
internal static class OutcomeLog
{
    public static Task FillAsync(RoutingWorld world, int count, Func<int, (RoutingDecision Decision, bool Success)> make) => world.ChangeStoreAsync(db =>
    {
        for (var i = 0; i < count; i++)
        {
            var (id, at) = (Guid.CreateVersion7(), RoutingWorld.Start.AddMinutes(i));
            var (decision, success) = make(i);
            var expert = decision.Choice.Chosen[0];
            db.Tickets.Add(new Ticket
            {
                Id = id, Origin = "test", ExternalId = $"{i}", ContentHash = [], Title = "t", Body = "b", RequesterEmail = "rae@example.org", SubmittedAt = at,
                State = success ? TicketState.Resolved : TicketState.Escalated, HolderId = success ? expert : null, Round = 1, StateSince = at,
            });
            db.TicketDecisions.Add(new TicketDecision
            {
                TicketId = id, Round = 1, Action = decision.Choice.Action, Reason = "r", PolicyVersion = decision.PolicyVersion, ModelVersion = decision.ModelVersion, At = at,
                Details = JsonSerializer.Serialize(decision, RoutingJson.Options),
            });
            db.TicketOffers.Add(new TicketOffer
            {
                TicketId = id, EventNumber = 2, ExpertId = expert, Round = 1, Propensity = 1, OfferedAt = at, ExpiresAt = at, Answer = success ? OfferAnswer.Accepted : OfferAnswer.Declined,
            });
        }
        return Task.CompletedTask;
    });
}
