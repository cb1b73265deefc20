using ExpertRouter.App.Finding;
using ExpertRouter.Core.Retrieval;
using ExpertRouter.Core.Tickets;
using Microsoft.Extensions.Options;

namespace ExpertRouter.App.Routing.Deciding;

/// <summary>
/// Scores by what the finder finds. Only documents that everybody may open count, or that everybody who may read the ticket may open:
/// nobody is asked because of a document that the reader of the reason may not know. Thread-safe.
/// </summary>
public sealed class FinderScorer(ExpertRanker ranker, IOptions<RoutingOptions> options) : ITicketScorer
{
    /// <summary>What its model version begins with.</summary>
    public const string Name = "finder(";

    /// <summary>Experts' score that stands for nobody, as a part of the best one: the less the best stands out, the likelier nobody is right.</summary>
    private const double Nobody = 0.5;

    private static readonly HashSet<long> NothingLeftOut = [];

    /// <inheritdoc/>
    public async Task<ScoredExperts> ScoreAsync(Ticket ticket, CancellationToken cancellationToken)
    {
        var ranked = await ranker.RankAsync(RequestOf(ticket), NothingLeftOut, cancellationToken);
        var experts = ranked.Scores.Take(options.Value.Depth).ToList();
        var best = experts.Count > 0 ? experts[0].Score : 0;
        // Uncalibrated: shares of the scores with nobody as one more candidate.
        var total = experts.Sum(expert => Math.Max(0, expert.Score)) + (Nobody * Math.Max(0, best));
        return new ScoredExperts(
            [.. experts.Select(expert => (expert.ExpertId, Share: total > 0 ? Math.Max(0, expert.Score) / total : 0)).Select(expert => new ScoredExpert(expert.ExpertId, expert.Share, expert.Share))],
            $"{Name}{ranked.Pipeline})", []);
    }

    internal static FindRequest RequestOf(Ticket ticket) =>
        new() { Text = $"{ticket.Title}\n{string.Join(' ', ticket.Tags)}\n{ticket.Body}", Viewer = ViewerOf(ticket) };

    private static Viewer ViewerOf(Ticket ticket) =>
        ticket.VisibilityGroups.Length == 1 ? new Viewer(ticket.VisibilityGroups.ToHashSet(StringComparer.Ordinal)) : Viewer.Public;
}
