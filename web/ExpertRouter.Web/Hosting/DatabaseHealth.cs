using ExpertRouter.App.Setup;
using ExpertRouter.Web.Components.Shared;
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
            ? HealthCheckResult.Healthy("tables are up to date")
            : HealthCheckResult.Unhealthy($"{Wording.Count(status.Pending.Count, "migration")} to apply: restart the portal, or run 'expertrouter db migrate'");
    }
}
