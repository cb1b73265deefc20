using ExpertRouter.Core.Tickets;

namespace ExpertRouter.App.Routing.Deciding;

/// <summary>Ticket → experts with scores and probabilities, before any rule. Implementations are thread-safe.</summary>
public interface ITicketScorer
{
    /// <summary>Scores the experts who may have something to do with a ticket; the ticket need not be stored.</summary>
    /// <exception cref="Indexing.IndexIncompleteException">Nothing can be said before the index is complete.</exception>
    Task<ScoredExperts> ScoreAsync(Ticket ticket, CancellationToken cancellationToken);
}
