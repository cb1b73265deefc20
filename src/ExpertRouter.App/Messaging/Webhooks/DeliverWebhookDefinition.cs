using MassTransit;
using Microsoft.Extensions.Options;

namespace ExpertRouter.App.Messaging.Webhooks;

/// <summary>Retries of <see cref="DeliverWebhookConsumer"/>, as configured.</summary>
public sealed class DeliverWebhookDefinition(IOptions<WebhookOptions> options) : ConsumerDefinition<DeliverWebhookConsumer>
{
    /// <inheritdoc/>
    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<DeliverWebhookConsumer> consumerConfigurator, IRegistrationContext context) =>
        endpointConfigurator.UseMessageRetry(retry => retry.Intervals(
            options.Value.Retries.Count > 0 ? [.. options.Value.Retries] : [.. WebhookOptions.DefaultRetries]));
}
