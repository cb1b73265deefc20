using System.Reflection;
using ExpertRouter.Data.Providers;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace ExpertRouter.Testing;

/// <summary>Runs a theory once per database: its first argument is the provider. PostgreSQL is skipped, visibly, when no server is configured.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DatabaseDataAttribute : DataAttribute
{
    /// <inheritdoc/>
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        var postgresConfigured = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(TestDatabase.PostgresVariable));
        return new([
            new TheoryDataRow<DatabaseProvider>(DatabaseProvider.Sqlite),
            new TheoryDataRow<DatabaseProvider>(DatabaseProvider.Postgres)
            {
                Skip = postgresConfigured ? null : $"set {TestDatabase.PostgresVariable} to the connection string of a PostgreSQL server",
            },
        ]);
    }

    /// <inheritdoc/>
    public override bool SupportsDiscoveryEnumeration() => true;
}
