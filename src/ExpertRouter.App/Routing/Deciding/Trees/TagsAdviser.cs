using ExpertRouter.Core.Tickets;

namespace ExpertRouter.App.Routing.Deciding.Trees;

/// <summary>Who resolved tickets with the same tags: the number of tags in common, added up over those tickets. Thread-safe.</summary>
public sealed class TagsAdviser(ResolvedTickets resolved) : ITicketAdviser
{
    /// <inheritdoc/>
    public string Name => "tags";

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<long, double>> AdviseAsync(Ticket ticket, CancellationToken cancellationToken)
    {
        if (ticket.Tags.Length == 0)
            return new Dictionary<long, double>();
        var past = await resolved.BeforeAsync(ticket, cancellationToken);
        return past.GroupBy(other => other.ExpertId).ToDictionary(
            group => group.Key, group => (double)group.Sum(other => other.Tags.Intersect(ticket.Tags, StringComparer.Ordinal).Count()));
    }
}
