using ExpertRouter.Core.Tickets;

namespace ExpertRouter.App.Routing.Deciding;

/// <summary>Ticket → experts with scores and probabilities, before any rule. Implementations are thread-safe.</summary>
public interface ITicketScorer
{
    /// <summary>Scores the experts who may have something to do with a ticket; the ticket need not be stored.</summary>
    Task<ScoredExperts> ScoreAsync(Ticket ticket, CancellationToken cancellationToken);
}
