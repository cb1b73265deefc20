using ExpertRouter.App.Routing;
using ExpertRouter.Core.Tickets;

namespace ExpertRouter.Web.Tickets;

/// <summary>
/// Moves made in the portal: a refused one becomes a sentence for the page, and where a decision is due it is made at once, so that
/// people see who is asked instead of waiting for a message. Thread-safe.
/// </summary>
public sealed class TicketDesk(OutcomeRecorder recorder, TicketRouter router)
{
    /// <summary>Makes a move.</summary>
    /// <returns>Why it was refused; null when it was made.</returns>
    public async Task<string?> MoveAsync(Guid ticketId, Func<OutcomeRecorder, Task<TicketStatus>> move, CancellationToken cancellationToken)
    {
        try
        {
            var status = await move(recorder);
            if (status.State == TicketState.Submitted)
                await router.RouteAsync(ticketId, cancellationToken);
            return null;
        }
        catch (Exception refused) when (refused is IllegalTicketMoveException or TicketRejectedException)
        {
            return refused.Message;
        }
    }
}
