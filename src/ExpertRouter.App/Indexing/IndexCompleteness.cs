namespace ExpertRouter.App.Indexing;

/// <summary>
/// Whether the index holds all that the store has to give, or is being filled and finds only a part. Small changes are no filling: they are missed for
/// moments, one by one. Where nobody keeps the index up it counts as complete. Thread-safe; one thread at a time fills.
/// </summary>
public sealed class IndexCompleteness
{
    private volatile TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Complete.</summary>
    public IndexCompleteness() => _complete.SetResult();

    /// <summary>Ends when the index is complete. Another task after each filling: what was read under one task is from one content.</summary>
    public Task Complete => _complete.Task;

    /// <summary>From now on the index finds only a part.</summary>
    public void BeginFilling()
    {
        if (_complete.Task.IsCompleted)
            _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>From now on the index is complete.</summary>
    public void EndFilling() => _complete.TrySetResult();
}
