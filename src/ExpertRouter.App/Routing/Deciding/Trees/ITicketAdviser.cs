using ExpertRouter.Core.Tickets;

namespace ExpertRouter.App.Routing.Deciding.Trees;

/// <summary>A ranker of experts for tickets. Implementations are thread-safe.</summary>
public interface ITicketAdviser
{
    /// <summary>Name in explanations and logs; stable.</summary>
    string Name { get; }

    /// <summary>Canonical expert → score of at least 0, on any scale; who is missing has 0. The ticket need not be stored.</summary>
    Task<IReadOnlyDictionary<long, double>> AdviseAsync(Ticket ticket, CancellationToken cancellationToken);
}
