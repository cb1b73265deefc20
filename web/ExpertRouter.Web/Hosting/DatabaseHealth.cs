using ExpertRouter.App.Setup;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ExpertRouter.Web.Hosting;

/// <summary>The database answers and its tables are up to date.</summary>
public sealed class DatabaseHealth(StoreMigrator migrator) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var status = await migrator.StatusAsync(cancellationToken);
        return status.Pending.Count == 0
            ? HealthCheckResult.Healthy($"{status.Applied.Count} migrations applied")
            : HealthCheckResult.Unhealthy($"{status.Pending.Count} migrations to apply: restart the portal, or run 'expertrouter db migrate'");
    }
}
