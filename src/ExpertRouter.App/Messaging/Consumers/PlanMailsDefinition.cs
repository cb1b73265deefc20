using MassTransit;

namespace ExpertRouter.App.Messaging.Consumers;

/// <summary>Retries of <see cref="PlanMailsConsumer"/>.</summary>
public sealed class PlanMailsDefinition : ConsumerDefinition<PlanMailsConsumer>
{
    /// <inheritdoc/>
    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<PlanMailsConsumer> consumerConfigurator, IRegistrationContext context) =>
        endpointConfigurator.UseMessageRetry(Retries.Configure);
}
