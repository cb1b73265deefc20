using ExpertRouter.App.Indexing;

namespace ExpertRouter.Cli.Rendering;

/// <summary>Shows an index run.</summary>
internal static class IndexingView
{
    public static Task<long> ShowAsync(Func<IProgress<IndexProgress>, Task<long>> work) => ShowAsync("Indexing", work);

    /// <summary>Encodes what the encoder has not seen; shows nothing when there is nothing.</summary>
    public static async Task FillVectorsAsync(IndexUpdater updater, CancellationToken cancellationToken)
    {
        if ((await updater.StatusAsync(cancellationToken)).Encoder.Waiting > 0)
            await ShowAsync("Encoding", async progress => await updater.FillVectorsAsync(int.MaxValue, progress, cancellationToken) ? 1 : 0);
    }

    private static Task<long> ShowAsync(string title, Func<IProgress<IndexProgress>, Task<long>> work)
    {
        var start = TimeProvider.System.GetTimestamp();
        return ProgressView.ShowAsync(
            title,
            (IndexProgress step) => new ProgressStep(
                step.Total == 0 ? null : (double)step.Done / step.Total,
                step.Done,
                step.Done / Math.Max(TimeProvider.System.GetElapsedTime(start).TotalSeconds, 0.001)),
            work);
    }
}
