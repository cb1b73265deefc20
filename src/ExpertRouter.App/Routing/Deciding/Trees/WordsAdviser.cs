using ExpertRouter.App.Finding;
using ExpertRouter.Core.Tickets;

namespace ExpertRouter.App.Routing.Deciding.Trees;

/// <summary>Who wrote documents with the words of the ticket. Thread-safe.</summary>
public sealed class WordsAdviser(ExpertRanker ranker) : ITicketAdviser
{
    /// <inheritdoc/>
    public string Name => "words";

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<long, double>> AdviseAsync(Ticket ticket, CancellationToken cancellationToken)
    {
        var ranked = await ranker.RankAsync(FinderScorer.RequestOf(ticket) with { Pipeline = FindPipeline.Lexical }, new HashSet<long>(), cancellationToken);
        return ranked.Scores.ToDictionary(expert => expert.ExpertId, expert => expert.Score);
    }
}
