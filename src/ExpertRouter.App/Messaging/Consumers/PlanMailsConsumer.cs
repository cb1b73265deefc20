using ExpertRouter.App.Mail;
using ExpertRouter.Contracts;
using MassTransit;

namespace ExpertRouter.App.Messaging.Consumers;

/// <summary>Has the mails about an event written down; the same event again writes none.</summary>
public sealed class PlanMailsConsumer(MailPlanner planner) : IConsumer<TicketChanged>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<TicketChanged> context) => planner.PlanAsync(context.Message, context.CancellationToken);
}
