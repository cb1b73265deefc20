using System.Globalization;
using ExpertRouter.App.Messaging.Failures;
using ExpertRouter.App.Routing;
using ExpertRouter.Contracts;
using MassTransit;
using Microsoft.Extensions.Options;

namespace ExpertRouter.App.Messaging.Consumers;

/// <summary>
/// Takes in what other systems say about tickets, from the queue <c>record-outcome</c>; the same outcome again changes nothing. One that has overtaken what must come
/// before it goes back behind the others, again and again until <see cref="MessagingOptions.OutcomePatience"/> is over: held here it would keep the place that the
/// other one needs.
/// </summary>
public sealed class RecordOutcomeConsumer(OutcomeIntake intake, IOptions<MessagingOptions> options, TimeProvider time) : IConsumer<RecordOutcome>
{
    /// <summary>Header of the transport, not of the body: a message that an administrator sends through again waits anew.</summary>
    private const string WaitsSince = "ExpertRouter-WaitsSince";

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<RecordOutcome> context)
    {
        var now = time.GetUtcNow();
        var since = Since(context.ReceiveContext, now);
        if (now - since >= options.Value.OutcomePatience)
            await RecordAtLastAsync(context.Message, context.CancellationToken);
        else if (await intake.TryRecordAsync(context.Message, context.CancellationToken) is null)
            await GoBackAsync(context, since, (now - since) / 2);
    }

    private async Task RecordAtLastAsync(RecordOutcome outcome, CancellationToken cancellationToken)
    {
        try
        {
            await intake.RecordAsync(outcome, cancellationToken);
        }
        catch (Exception refused) when (OutcomeIntake.IsEarly(refused))
        {
            throw new OutcomeTooEarlyException(outcome, refused.Message, options.Value.OutcomePatience);
        }
    }

    private async Task GoBackAsync(ConsumeContext context, DateTimeOffset since, TimeSpan pause)
    {
        await Task.Delay(pause < ShortestPause ? ShortestPause : pause > LongestPause ? LongestPause : pause, time, context.CancellationToken);
        var message = context.ReceiveContext;
        await QueueReturn.SendAsync(
            context, message.InputAddress.Segments[^1], context.MessageId, message.ContentType, message.Body,
            headers => headers.Set(WaitsSince, since.ToString("O", CultureInfo.InvariantCulture)), context.CancellationToken);
    }

    private static DateTimeOffset Since(ReceiveContext message, DateTimeOffset now) =>
        DateTimeOffset.TryParse(message.TransportHeaders.Get<string>(WaitsSince), CultureInfo.InvariantCulture, out var since) && since < now ? since : now;
}
