using ExpertRouter.App.Indexing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ExpertRouter.Web.Hosting;

/// <summary>Searches use meaning. Without it they go by words: less, but not ill.</summary>
public sealed class EncoderHealth(IndexUpdater updater) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var encoder = (await updater.StatusAsync(cancellationToken)).Encoder;
        return encoder.Problem is null ? HealthCheckResult.Healthy(encoder.Sentence) : HealthCheckResult.Degraded(encoder.Sentence);
    }
}
