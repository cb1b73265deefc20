using ExpertRouter.App.Messaging.Consumers;
using MassTransit;

namespace ExpertRouter.App.Messaging.Webhooks;

/// <summary>Retries of <see cref="NotifyWebhooksConsumer"/>.</summary>
public sealed class NotifyWebhooksDefinition : ConsumerDefinition<NotifyWebhooksConsumer>
{
    /// <inheritdoc/>
    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<NotifyWebhooksConsumer> consumerConfigurator, IRegistrationContext context) =>
        endpointConfigurator.UseMessageRetry(Retries.Configure);
}
