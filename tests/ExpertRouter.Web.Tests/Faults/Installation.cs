using ExpertRouter.Data.Providers;
using ExpertRouter.Testing;
using ExpertRouter.Web.Auth;
using ExpertRouter.Web.Tests.Tickets;
using MassTransit;
using MassTransit.RabbitMqTransport.Topology;

namespace ExpertRouter.Web.Tests.Faults;

/// <summary>Everything around one run: database, broker, worker, mail server, receiver of webhooks, and the other system on the bus.</summary>
internal sealed class Installation : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _parts = [];

    public required TestDatabase Database { get; init; }

    public required SmallSmtpServer Smtp { get; init; }

    public required WebhookReceiver Hooks { get; init; }

    public required Worker Worker { get; init; }

    public required Traffic Traffic { get; init; }

    public required Echo Echo { get; init; }

    /// <summary>Starts all of it on the servers, with Ada who knows boilers and Rae who asks.</summary>
    public static async Task<Installation> StartAsync(FaultServers servers, int tickets, Disorder disorder, CancellationToken cancellationToken)
    {
        var prefix = TestBroker.NewPrefix();
        var database = await TestDatabase.CreateAsync(DatabaseProvider.Postgres, cancellationToken, server: servers.Postgres);
        var smtp = new SmallSmtpServer();
        var hooks = await WebhookReceiver.StartAsync();
        var worker = new Worker(Path.Combine(servers.Folder, prefix), WorkerSettings.Of(servers, database, smtp, hooks, prefix));
        var echo = new Echo();
        var bus = Bus.Factory.CreateUsingRabbitMq(rabbit =>
        {
            rabbit.Host(new Uri(servers.Rabbit));
            rabbit.MessageTopology.SetEntityNameFormatter(new PrefixEntityNameFormatter(rabbit.MessageTopology.EntityNameFormatter, prefix + "-"));
            if (disorder.IsShuffled)
                rabbit.ReceiveEndpoint($"{prefix}-echo", endpoint => endpoint.Instance(echo));
        });
        var installation = new Installation
        {
            Database = database, Smtp = smtp, Hooks = hooks, Worker = worker, Traffic = new Traffic(bus, prefix, database, tickets, disorder), Echo = echo,
        };
        installation._parts.AddRange([worker, new BusStop(bus), hooks, smtp, database]);
        await worker.StartAsync(cancellationToken);
        using var api = await TicketApi.StartAsync(new ApiKeyRing(database, TimeProvider.System), new HttpClient { BaseAddress = worker.Address });
        await bus.StartAsync(cancellationToken);
        return installation;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var part in _parts)
            await part.DisposeAsync();
    }

    private sealed class BusStop(IBusControl bus) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await bus.StopAsync(TimeSpan.FromSeconds(10));
    }
}
