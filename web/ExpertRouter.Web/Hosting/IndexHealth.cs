using ExpertRouter.App.Indexing;
using ExpertRouter.Web.Components.Shared;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ExpertRouter.Web.Hosting;

/// <summary>The index can be searched and is kept up with the store.</summary>
public sealed class IndexHealth(IndexUpdater updater, IndexCompleteness completeness) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var status = await updater.StatusAsync(cancellationToken);
        if (status.Problem is { } problem)
            return HealthCheckResult.Unhealthy(problem);
        var lag = status.Lag == 0 ? "up to date" : $"{Wording.Count(status.Lag, "change")} behind, catching up";
        if (!completeness.Complete.IsCompleted)
            return HealthCheckResult.Degraded($"{status.Entries:N0} entries, {lag}: it is being filled, and tickets wait to be routed until it is complete");
        return HealthCheckResult.Healthy($"{status.Entries:N0} entries, {lag}{(status.IsWriter ? "" : "; another process keeps it")}");
    }
}
