using System.Reflection;
using ExpertRouter.Data.Providers;
using ExpertRouter.Testing;
using Xunit.Sdk;
using Xunit.v3;

namespace ExpertRouter.App.Tests.Messaging;

/// <summary>Runs a theory in memory over SQLite, and over RabbitMQ and PostgreSQL; arguments are the provider and whether it is RabbitMQ.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BusDataAttribute : DataAttribute
{
    /// <inheritdoc/>
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        var hasPostgres = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(TestDatabase.PostgresVariable));
        return new([
            new TheoryDataRow<DatabaseProvider, bool>(DatabaseProvider.Sqlite, false),
            new TheoryDataRow<DatabaseProvider, bool>(DatabaseProvider.Postgres, true)
            {
                Skip = TestBroker.Address is null ? TestBroker.Missing : hasPostgres ? null : $"set {TestDatabase.PostgresVariable}",
            },
        ]);
    }

    /// <inheritdoc/>
    public override bool SupportsDiscoveryEnumeration() => true;
}
