using MassTransit;

namespace ExpertRouter.App.Messaging.Consumers;

/// <summary>Retries of <see cref="RouteTicketConsumer"/>.</summary>
public sealed class RouteTicketDefinition : ConsumerDefinition<RouteTicketConsumer>
{
    /// <inheritdoc/>
    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<RouteTicketConsumer> consumerConfigurator, IRegistrationContext context) =>
        endpointConfigurator.UseMessageRetry(Retries.Configure);
}
