using ExpertRouter.App.Routing;
using ExpertRouter.Contracts;
using MassTransit;

namespace ExpertRouter.App.Messaging.Consumers;

/// <summary>Has a ticket routed whenever it waits for that. There is one decision per ticket and round, so repeats and old news do no harm.</summary>
public sealed class RouteTicketConsumer(TicketRouter router) : IConsumer<TicketChanged>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<TicketChanged> context) =>
        context.Message.State == "submitted" ? router.RouteAsync(context.Message.TicketId, context.CancellationToken) : Task.CompletedTask;
}
