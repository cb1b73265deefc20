namespace ExpertRouter.App.Finding;

/// <summary>Answers "who knows about this?". Thread-safe.</summary>
public sealed class ExpertFinder(TimeProvider time)
{
    /// <summary>Names of the pipelines that can be asked for.</summary>
    public static IReadOnlyList<string> Pipelines { get; } = [FindRequest.DefaultPipeline];

    /// <summary>Ranks experts with their evidence.</summary>
    /// <exception cref="ArgumentException">The pipeline is unknown; the message lists the known ones.</exception>
    public Task<FindResult> FindAsync(FindRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!Pipelines.Contains(request.Pipeline))
            throw new ArgumentException($"Unknown pipeline '{request.Pipeline}'. Known: {string.Join(", ", Pipelines)}.", nameof(request));
        var start = time.GetTimestamp();
        return Task.FromResult(new FindResult
        {
            Query = request.Text,
            Pipeline = request.Pipeline,
            Facets = FindFacets.None,
            Trace = [new("find", time.GetElapsedTime(start).TotalMilliseconds, 0, 0)],
        });
    }
}
