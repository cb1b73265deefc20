using ExpertRouter.App.Profiles;
using ExpertRouter.Contracts;
using ExpertRouter.Core.Tickets;

namespace ExpertRouter.App.Routing;

/// <summary>Takes in what other systems say about tickets, by message or over HTTP; the same outcome twice counts once. Thread-safe.</summary>
public sealed class OutcomeIntake(OutcomeRecorder recorder, OwnListing listing)
{
    private const int LongestReason = 2000;
    private const int LongestEmail = 300;

    /// <summary>Makes the move.</summary>
    /// <exception cref="TicketRejectedException">A field cannot be, or ticket or person are unknown; nothing was changed.</exception>
    /// <exception cref="IllegalTicketMoveException">Not legal now; the refusal stands in the ticket's history.</exception>
    public Task<TicketStatus> RecordAsync(RecordOutcome outcome, CancellationToken cancellationToken) => RecordAsync(outcome, isPatient: false, cancellationToken);

    /// <summary>Makes the move, unless it comes too early: then nothing is changed or noted, and the caller may try again.</summary>
    /// <returns>Where the ticket stands; null where the ticket, or the move that comes before this one, is not known yet.</returns>
    /// <inheritdoc cref="RecordAsync(RecordOutcome, CancellationToken)"/>
    public async Task<TicketStatus?> TryRecordAsync(RecordOutcome outcome, CancellationToken cancellationToken)
    {
        try
        {
            return await RecordAsync(outcome, isPatient: true, cancellationToken);
        }
        catch (Exception refused) when (IsEarly(refused))
        {
            return null;
        }
    }

    /// <summary>Whether a refusal may be owed to messages that overtook each other.</summary>
    public static bool IsEarly(Exception refused) =>
        refused is IllegalTicketMoveException { IsEarly: true } or TicketRejectedException { Problem: TicketProblem.UnknownTicket };

    private async Task<TicketStatus> RecordAsync(RecordOutcome outcome, bool isPatient, CancellationToken cancellationToken)
    {
        Check(outcome);
        var (id, reason) = (outcome.TicketId, outcome.Reason);
        var requester = TicketPerson.Requester(outcome.By) with { MessageId = outcome.OutcomeId, IsPatient = isPatient };
        if (outcome.Action == OutcomeAction.Rate)
            return await recorder.RateAsync(id, requester, outcome.Rating!.Value, reason, cancellationToken);
        if (outcome.Action == OutcomeAction.Reopen)
            return await recorder.ReopenAsync(id, requester, reason, cancellationToken);
        if (outcome.Action == OutcomeAction.Withdraw)
            return await recorder.WithdrawAsync(id, requester, reason, cancellationToken);
        var expert = TicketPerson.Expert(await ExpertAsync(outcome.By, cancellationToken), outcome.By) with { MessageId = outcome.OutcomeId, IsPatient = isPatient };
        return outcome.Action switch
        {
            OutcomeAction.Accept => await recorder.AcceptAsync(id, expert, cancellationToken),
            OutcomeAction.Decline => await recorder.DeclineAsync(id, expert, reason, cancellationToken),
            OutcomeAction.NotMyArea => await recorder.NotMyAreaAsync(id, expert, cancellationToken),
            OutcomeAction.HandOver => await recorder.HandOverAsync(id, expert, await ExpertAsync(outcome.To!, cancellationToken), reason, cancellationToken),
            OutcomeAction.GiveBack => await recorder.GiveBackAsync(id, expert, reason, cancellationToken),
            OutcomeAction.Resolve => await recorder.ResolveAsync(id, expert, reason, cancellationToken),
            _ => throw Invalid($"action: {outcome.Action} is none."),
        };
    }

    private async Task<long> ExpertAsync(string email, CancellationToken cancellationToken) =>
        (await listing.FindAsync(email, cancellationToken))?.Id
        ?? throw new TicketRejectedException(TicketProblem.UnknownExpert, $"No expert with the e-mail '{email.Trim()}' is known here.");

    private static void Check(RecordOutcome outcome)
    {
        if (outcome.OutcomeId == Guid.Empty)
            throw Invalid("outcomeId: must be a new UUID per outcome; a repeat carries the same one.");
        if (string.IsNullOrWhiteSpace(outcome.By))
            throw Invalid("by: give the e-mail of who does it.");
        if (outcome.Action == OutcomeAction.HandOver && string.IsNullOrWhiteSpace(outcome.To))
            throw Invalid("to: give the e-mail of the colleague who gets the ticket.");
        if (outcome.Action == OutcomeAction.Rate && outcome.Rating is not (>= 1 and <= 5))
            throw Invalid("rating: must be from 1 to 5.");
        if (outcome.By.Length > LongestEmail || outcome.To?.Length > LongestEmail)
            throw Invalid($"by and to: have {LongestEmail} characters at most.");
        if (outcome.Reason?.Length > LongestReason)
            throw Invalid($"reason: has {outcome.Reason.Length} characters, {LongestReason} at most are taken.");
        if (outcome.Reason?.Contains('\0', StringComparison.Ordinal) == true || outcome.By.Contains('\0', StringComparison.Ordinal) || outcome.To?.Contains('\0', StringComparison.Ordinal) == true)
            throw Invalid("by, to and reason: must not have NUL characters.");
    }

    private static TicketRejectedException Invalid(string what) => new(TicketProblem.InvalidField, what);
}
