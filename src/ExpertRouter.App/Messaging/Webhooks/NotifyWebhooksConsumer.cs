using ExpertRouter.Contracts;
using MassTransit;

namespace ExpertRouter.App.Messaging.Webhooks;

/// <summary>Makes one delivery per subscriber of an event.</summary>
public sealed class NotifyWebhooksConsumer(WebhookSender sender) : IConsumer<TicketChanged>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<TicketChanged> context) => Task.WhenAll(
        sender.SubscribersOf(context.Message.Move).Select(name => context.Publish(new DeliverWebhook(name, context.Message), context.CancellationToken)));
}
