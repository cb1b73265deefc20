using ExpertRouter.App.Indexing;
using ExpertRouter.App.Routing;
using ExpertRouter.Contracts;
using ExpertRouter.Core.Routing;
using MassTransit;

namespace ExpertRouter.App.Messaging.Consumers;

/// <summary>
/// Has a ticket routed whenever it waits for that. There is one decision per ticket and round, so repeats and old news do no harm. While the index is being
/// filled the message waits for a while; what takes longer is left to the sweeper.
/// </summary>
public sealed class RouteTicketConsumer(TicketRouter router, IndexCompleteness index, TimeProvider time) : IConsumer<TicketChanged>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<TicketChanged> context)
    {
        if (context.Message.State != "submitted")
            return;
        RoutingDecision? decision = null;
        Task? complete = null;
        while (decision is null && index.Complete != complete)
        {
            complete = index.Complete;
            try
            {
                await complete.WaitAsync(Patience, time, context.CancellationToken);
            }
            catch (TimeoutException)
            {
                return;
            }
            decision = await router.RouteAsync(context.Message.TicketId, context.CancellationToken);
        }
    }
}
