using ExpertRouter.Core.Tickets;

namespace ExpertRouter.App.Routing.Deciding.Trees;

/// <summary>Who resolved tickets lately: 2^(−age / 30 days), added up over them. Thread-safe.</summary>
public sealed class LatelyAdviser(ResolvedTickets resolved, TimeProvider time) : ITicketAdviser
{
    private const double HalfLifeDays = 30;

    /// <inheritdoc/>
    public string Name => "lately";

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<long, double>> AdviseAsync(Ticket ticket, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var past = await resolved.BeforeAsync(ticket, cancellationToken);
        return past.GroupBy(other => other.ExpertId).ToDictionary(
            group => group.Key, group => group.Sum(other => Math.Pow(2, -Math.Max(0, (now - other.At).TotalDays) / HalfLifeDays)));
    }
}
