using MassTransit;

namespace ExpertRouter.App.Messaging.Webhooks;

/// <summary>Posts one event to one subscriber.</summary>
public sealed class DeliverWebhookConsumer(WebhookSender sender) : IConsumer<DeliverWebhook>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<DeliverWebhook> context) =>
        sender.SendAsync(context.Message.Subscription, context.Message.Event, context.CancellationToken);
}
