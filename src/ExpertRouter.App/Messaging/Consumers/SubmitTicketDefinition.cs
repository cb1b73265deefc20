using MassTransit;

namespace ExpertRouter.App.Messaging.Consumers;

/// <summary>Retries of <see cref="SubmitTicketConsumer"/>.</summary>
public sealed class SubmitTicketDefinition : ConsumerDefinition<SubmitTicketConsumer>
{
    /// <inheritdoc/>
    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<SubmitTicketConsumer> consumerConfigurator, IRegistrationContext context) =>
        endpointConfigurator.UseMessageRetry(Retries.Configure);
}
