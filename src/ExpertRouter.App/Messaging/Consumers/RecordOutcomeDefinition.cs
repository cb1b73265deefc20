using MassTransit;

namespace ExpertRouter.App.Messaging.Consumers;

/// <summary>Retries of <see cref="RecordOutcomeConsumer"/>.</summary>
public sealed class RecordOutcomeDefinition : ConsumerDefinition<RecordOutcomeConsumer>
{
    /// <inheritdoc/>
    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<RecordOutcomeConsumer> consumerConfigurator, IRegistrationContext context) =>
        endpointConfigurator.UseMessageRetry(Retries.Configure);
}
