using Microsoft.ML.OnnxRuntime;

namespace ExpertRouter.Encoder.Serving;

/// <summary>Ends a run when the last caller with a text in it has cancelled.</summary>
internal sealed class AbandonmentWatch : IDisposable
{
    private readonly List<CancellationTokenRegistration> _registrations = [];
    private int _live;

    public AbandonmentWatch(IReadOnlyList<EncodingItem> batch, RunOptions run)
    {
        var requests = batch.Select(item => item.Request).Distinct().ToList();
        _live = requests.Count;
        if (requests.All(request => request.CancellationToken.CanBeCanceled))
            foreach (var request in requests)
                _registrations.Add(request.CancellationToken.Register(() =>
                {
                    if (Interlocked.Decrement(ref _live) == 0)
                        run.Terminate = true;
                }));
    }

    /// <summary>Waits for callbacks that are running, so that the run's options outlive them.</summary>
    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
    }
}
