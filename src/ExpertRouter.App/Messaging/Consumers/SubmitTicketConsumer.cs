using ExpertRouter.App.Routing;
using ExpertRouter.Contracts;
using MassTransit;

namespace ExpertRouter.App.Messaging.Consumers;

/// <summary>Takes tickets in from the queue <c>submit-ticket</c>; the same submission again is the same ticket.</summary>
public sealed class SubmitTicketConsumer(TicketIntake intake) : IConsumer<SubmitTicket>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<SubmitTicket> context) => intake.SubmitAsync(context.Message.ToSubmission(), context.CancellationToken);
}
