using ExpertRouter.Testing;

namespace ExpertRouter.E2E.Tests;

/// <summary>The portal on PostgreSQL and RabbitMQ.</summary>
internal sealed class PortalOnServers(TestDatabase database) : PortalServer
{
    protected override IEnumerable<KeyValuePair<string, string>> Settings =>
    [
        KeyValuePair.Create("Database:Provider", database.Options.Provider.ToString()),
        KeyValuePair.Create("Database:ConnectionString", database.Options.ConnectionString!),
        KeyValuePair.Create("Messaging:Transport", "RabbitMq"),
        KeyValuePair.Create("Messaging:Address", TestBroker.Address!),
        KeyValuePair.Create("Messaging:Prefix", TestBroker.NewPrefix()),
    ];
}
