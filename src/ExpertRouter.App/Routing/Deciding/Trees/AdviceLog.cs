using System.Text.Json;
using ExpertRouter.Core.Routing;
using ExpertRouter.Core.Tickets;
using ExpertRouter.Data;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Routing.Deciding.Trees;

/// <summary>
/// What came of past decisions with advice, in the order of the outcomes: 1 for who was asked and resolved the ticket, 0 for who declined, was silent
/// or passed it on. The first outcome of an asking counts, once. Reads only what it does not know yet. Not thread-safe.
/// </summary>
internal sealed class AdviceLog(IDbContextFactory<AppDbContext> contexts)
{
    private const int Kept = 2000;
    private const int Block = 1000;
    private const int Tickets = 500;

    private static readonly OutcomeKind[] Telling = [OutcomeKind.Resolved, OutcomeKind.Declined, OutcomeKind.Reassigned, OutcomeKind.TimedOut];

    private Dictionary<Asking, AdviceOutcome?> _known = [];

    /// <summary>The latest 2,000 to 3,000 outcomes, oldest first; the beginning moves a thousand at a time. Known ones are the same objects every time.</summary>
    public async Task<IReadOnlyList<AdviceOutcome>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var telling = db.TicketOutcomes.AsNoTracking().Where(outcome => Telling.Contains(outcome.Kind));
        var start = Math.Max(0, (await telling.CountAsync(cancellationToken) - Kept) / Block) * Block;
        var rows = await telling.OrderBy(outcome => outcome.At).ThenBy(outcome => outcome.TicketId).ThenBy(outcome => outcome.EventNumber).ThenBy(outcome => outcome.ExpertId)
            .Skip(start).Select(outcome => new { Asking = new Asking(outcome.TicketId, outcome.Round, outcome.ExpertId), outcome.Kind }).ToListAsync(cancellationToken);
        var askings = rows.DistinctBy(row => row.Asking).ToList();
        var known = askings.Where(row => _known.ContainsKey(row.Asking)).ToDictionary(row => row.Asking, row => _known[row.Asking]);
        foreach (var chunk in askings.Where(row => !known.ContainsKey(row.Asking)).Chunk(Tickets))
        {
            var decisions = await DecisionsAsync(db, [.. chunk.Select(row => row.Asking.TicketId).Distinct()], cancellationToken);
            foreach (var row in chunk)
            {
                known[row.Asking] = decisions.TryGetValue((row.Asking.TicketId, row.Asking.Round), out var decision)
                    ? AdviceOutcome.Of(decision, row.Asking.ExpertId, row.Kind == OutcomeKind.Resolved ? 1 : 0) : null;
            }
        }
        _known = known;
        return [.. askings.Select(row => known[row.Asking]).OfType<AdviceOutcome>()];
    }

    private static async Task<Dictionary<(Guid, int), RoutingDecision>> DecisionsAsync(AppDbContext db, Guid[] tickets, CancellationToken cancellationToken)
    {
        var rows = await db.TicketDecisions.AsNoTracking().Where(decision => tickets.Contains(decision.TicketId))
            .Select(decision => new { decision.TicketId, decision.Round, decision.Details }).ToListAsync(cancellationToken);
        return rows.ToDictionary(row => (row.TicketId, row.Round), row => JsonSerializer.Deserialize<RoutingDecision>(row.Details, RoutingJson.Options)!);
    }

    private sealed record Asking(Guid TicketId, int Round, long ExpertId);
}
