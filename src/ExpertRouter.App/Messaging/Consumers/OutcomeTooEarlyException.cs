using System.Globalization;
using ExpertRouter.Contracts;

namespace ExpertRouter.App.Messaging.Consumers;

/// <summary>What must come before an outcome did not come in time; the message says what to do, for administrators.</summary>
/// <param name="outcome">The outcome.</param>
/// <param name="reason">What it lacks, a sentence.</param>
/// <param name="patience">How long it waited.</param>
internal sealed class OutcomeTooEarlyException(RecordOutcome outcome, string reason, TimeSpan patience) : Exception(string.Create(
    CultureInfo.InvariantCulture,
    $"{outcome.Action} by {outcome.By.Trim()} for ticket {outcome.TicketId}: {reason} It has waited {patience:h\\:mm\\:ss} for what comes before it. Send it through again when that has come, else discard it."));
