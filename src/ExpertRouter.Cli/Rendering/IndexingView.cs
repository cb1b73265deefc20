using ExpertRouter.App.Indexing;

namespace ExpertRouter.Cli.Rendering;

/// <summary>Shows an index run.</summary>
internal static class IndexingView
{
    public static Task<long> ShowAsync(Func<IProgress<IndexProgress>, Task<long>> work)
    {
        var start = TimeProvider.System.GetTimestamp();
        return ProgressView.ShowAsync(
            "Indexing",
            (IndexProgress step) => new ProgressStep(
                step.Total == 0 ? null : (double)step.Done / step.Total,
                step.Done,
                step.Done / Math.Max(TimeProvider.System.GetElapsedTime(start).TotalSeconds, 0.001)),
            work);
    }
}
