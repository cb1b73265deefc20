using System.Collections.Concurrent;
using ExpertRouter.Contracts;
using MassTransit;

namespace ExpertRouter.Web.Tests.Faults;

/// <summary>Hears every event of the bus, so that a test can deliver it again, late and out of order. Thread-safe.</summary>
internal sealed class Echo : IConsumer<TicketChanged>
{
    private static readonly string[] Queues = ["route-ticket", "plan-mails", "notify-webhooks"];

    private readonly ConcurrentQueue<(Guid? Id, TicketChanged Event)> _heard = new();

    /// <inheritdoc/>
    public Task Consume(ConsumeContext<TicketChanged> context)
    {
        _heard.Enqueue((context.MessageId, context.Message));
        return Task.CompletedTask;
    }

    /// <summary>Sends what was heard since the last time to every queue that takes it, under the same message ids, in random order.</summary>
    public async Task RepeatAsync(Traffic traffic, Random random, CancellationToken cancellationToken)
    {
        var again = new List<(string Queue, Guid? Id, TicketChanged Event)>();
        while (_heard.TryDequeue(out var heard))
            again.AddRange(Queues.Select(queue => (queue, heard.Id, heard.Event)));
        foreach (var (queue, id, happened) in again.OrderBy(_ => random.Next()))
            await traffic.SendAsync(queue, happened, cancellationToken, id);
    }
}
