using ExpertRouter.App.Routing.Rules;
using ExpertRouter.Core.Routing;
using ExpertRouter.Core.Tickets;
using Microsoft.Extensions.Options;

namespace ExpertRouter.App.Routing;

/// <summary>
/// A requester asks one expert by name. The hard rules hold as they do for the router: who is on leave, opted out or full is not
/// disturbed by being named. Required skills are not checked; the requester chose. Thread-safe.
/// </summary>
public sealed class NamedAsk(FactsReader facts, TicketIntake intake, OutcomeRecorder recorder, IOptions<RoutingOptions> options, TimeProvider time)
{
    private readonly HardRules _rules = new(options.Value);

    /// <summary>Why the expert may not be asked about a ticket now; null when nothing speaks against it.</summary>
    /// <param name="ticket">A ticket that need not be stored; <see cref="TicketIntake.ToTicket"/> makes one.</param>
    /// <param name="expertId">Canonical expert.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<Exclusion?> CheckAsync(Ticket ticket, long expertId, CancellationToken cancellationToken)
    {
        var status = new TicketStatus { State = TicketState.Submitted, Relaxation = 1 };
        var (about, experts) = await facts.ReadAsync(ticket, status, [expertId], cancellationToken);
        return _rules.Exclude(about, experts[0], time.GetUtcNow());
    }

    /// <summary>Stores a ticket that asks the expert and nobody else.</summary>
    /// <exception cref="TicketRejectedException">There is no such expert, or the submission cannot be taken.</exception>
    public Task<TicketReceipt> SubmitAsync(TicketSubmission submission, long expertId, CancellationToken cancellationToken) =>
        intake.SubmitAsync(submission, recorder.ReassignTo(expertId, reason: null), cancellationToken);
}
