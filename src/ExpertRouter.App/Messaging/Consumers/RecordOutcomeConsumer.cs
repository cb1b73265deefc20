using ExpertRouter.App.Routing;
using ExpertRouter.Contracts;
using MassTransit;

namespace ExpertRouter.App.Messaging.Consumers;

/// <summary>Takes in what other systems say about tickets, from the queue <c>record-outcome</c>; the same outcome again changes nothing.</summary>
public sealed class RecordOutcomeConsumer(OutcomeIntake intake) : IConsumer<RecordOutcome>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<RecordOutcome> context) => intake.RecordAsync(context.Message, context.CancellationToken);
}
