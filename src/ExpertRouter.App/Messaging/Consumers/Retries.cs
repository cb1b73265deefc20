using ExpertRouter.App.Routing;
using ExpertRouter.Core.Tickets;
using MassTransit;

namespace ExpertRouter.App.Messaging.Consumers;

/// <summary>How consumers try again: after .2 s, then ever later up to 10 s, about half a minute in all. What is refused stays refused.</summary>
internal static class Retries
{
    public static void Configure(IRetryConfigurator retry)
    {
        retry.Exponential(6, TimeSpan.FromSeconds(.2), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(.4));
        retry.Ignore<TicketRejectedException>();
        retry.Ignore<IllegalTicketMoveException>();
        retry.Ignore<OutcomeTooEarlyException>();
    }
}
