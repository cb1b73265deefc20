using ExpertRouter.Core.Routing;
using ExpertRouter.Core.Tickets;
using ExpertRouter.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ExpertRouter.App.Routing.Deciding.Trees;

/// <summary>
/// Has an expertise tree weigh what several rankers say of the first ten experts that a scorer found. Applied, the tree decides on their order, and
/// the scorer's scores and probabilities are handed out in it: the greatest to its first. Otherwise it only says what it would do. Thread-safe.
/// </summary>
public sealed class TreeScorer(
    ITicketScorer scorer, TreeKeeper keeper, TraitsReader traits, IEnumerable<ITicketAdviser> advisers, IDbContextFactory<AppDbContext> contexts,
    IOptions<RoutingOptions> options) : ITicketScorer
{
    private const int Among = 10;
    private const int Decimals = 4;

    private readonly ITicketAdviser[] _advisers = [.. advisers];

    private TreeRoutingOptions Trees => options.Value.Trees;

    /// <inheritdoc/>
    public async Task<ScoredExperts> ScoreAsync(Ticket ticket, CancellationToken cancellationToken)
    {
        var scored = await scorer.ScoreAsync(ticket, cancellationToken);
        if (scored.Experts.Count == 0)
            return scored;
        var advice = await AdviceAsync(ticket, scored, cancellationToken);
        var opinion = await keeper.ReadAsync(advice.Traits.Encoder, tree => tree?.OpinionOf(advice), cancellationToken);
        var order = opinion?.Order() ?? [];
        var applied = Trees.Mode == TreeMode.Apply && opinion?.Outcomes >= Trees.MinimumOutcomes;
        var path = TreeWords.PathOf(opinion, applied, Trees, await NamesAsync(scored, order, cancellationToken));
        var told = scored with { Path = [.. scored.Path, .. path], Advice = Trees.Mode == TreeMode.Shadow ? null : advice };
        if (!applied)
            return told;
        double[] probabilities = [.. scored.Experts.Take(order.Length).Select(expert => expert.Probability).OrderDescending()];
        return told with
        {
            Experts =
            [
                .. order.Select((position, rank) => new ScoredExpert(scored.Experts[position].ExpertId, scored.Experts[rank].Score, probabilities[rank])),
                .. scored.Experts.Skip(order.Length),
            ],
            ModelVersion = $"tree(n={opinion!.Outcomes},{opinion.Fingerprint[..8]})<<{scored.ModelVersion}",
            IsCalibrated = false,
        };
    }

    private async Task<RoutingAdvice> AdviceAsync(Ticket ticket, ScoredExperts scored, CancellationToken cancellationToken)
    {
        ScoredExpert[] first = [.. scored.Experts.Take(Among)];
        long[] experts = [.. first.Select(expert => expert.ExpertId)];
        List<double> scores = [.. Scaled([.. first.Select(expert => expert.Score)])];
        foreach (var adviser in _advisers)
        {
            var said = await adviser.AdviseAsync(ticket, cancellationToken);
            scores.AddRange(Scaled([.. experts.Select(expert => said.GetValueOrDefault(expert))]));
        }
        return new RoutingAdvice(await traits.ReadAsync(ticket, cancellationToken), keeper.Advisers, experts, scores);
    }

    /// <summary>As parts of the largest, in [0, 1] and rounded, so that what is kept is what was weighed.</summary>
    private static IEnumerable<double> Scaled(double[] scores)
    {
        var largest = scores.Max();
        return scores.Select(score => largest > 0 ? Math.Round(Math.Max(0, score) / largest, Decimals) : 0);
    }

    private async Task<(string Tree, string Scorer)> NamesAsync(ScoredExperts scored, int[] order, CancellationToken cancellationToken)
    {
        var (first, usual) = (scored.Experts[order is [var best, ..] ? best : 0].ExpertId, scored.Experts[0].ExpertId);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var names = await db.Experts.Where(expert => expert.Id == first || expert.Id == usual).ToDictionaryAsync(expert => expert.Id, expert => expert.Name, cancellationToken);
        return (names.GetValueOrDefault(first, $"expert {first}"), names.GetValueOrDefault(usual, $"expert {usual}"));
    }
}
