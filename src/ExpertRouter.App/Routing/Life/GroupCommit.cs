using Microsoft.Extensions.Logging;

namespace ExpertRouter.App.Routing.Life;

/// <summary>
/// Whoever waits while a change is being stored goes in together with all others who wait, in the order in which they came (group commit:
/// DeWitt et al., Implementation Techniques for Main Memory Database Systems, SIGMOD 1984). Nobody waits for others to come. One group is stored at a time; where a
/// group fails, each of it is stored alone, so that what is wrong with one harms no other. Thread-safe.
/// </summary>
/// <param name="logger">Hears of groups that fail.</param>
/// <param name="most">Largest group.</param>
public sealed partial class GroupCommit<TItem, TResult>(ILogger logger, int most = 32)
{
    /// <summary>Stores a group in one transaction and gives a result for each, in order.</summary>
    public delegate Task<IReadOnlyList<TResult>> Storing(IReadOnlyList<TItem> group, CancellationToken cancellationToken);

    private readonly Queue<Waiting> _waiting = new();
    private bool _isStoring;

    /// <summary>How many wait now for their group to be stored next.</summary>
    public int Count
    {
        get
        {
            lock (_waiting)
                return _waiting.Count;
        }
    }

    /// <summary>Stores <paramref name="item"/>, alone or with others.</summary>
    /// <param name="item">What to store.</param>
    /// <param name="store">How: the same for all. It is called again with each of a group that failed.</param>
    /// <param name="cancellationToken">Ends the waiting: who is still in the queue leaves it, a group that is being stored already is stored.</param>
    /// <exception cref="Exception">What <paramref name="store"/> throws for this item alone.</exception>
    public Task<TResult> StoreAsync(TItem item, Storing store, CancellationToken cancellationToken)
    {
        var mine = new Waiting(item, new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously), cancellationToken);
        lock (_waiting)
        {
            _waiting.Enqueue(mine);
            if (_isStoring)
                return mine.Result.Task.WaitAsync(cancellationToken);
            _isStoring = true;
        }
        // Not on this caller's time nor in its name: its own result may be there long before the queue is empty.
        using (ExecutionContext.SuppressFlow())
            _ = Task.Run(() => StoreAllAsync(store), CancellationToken.None);
        return mine.Result.Task.WaitAsync(cancellationToken);
    }

    private async Task StoreAllAsync(Storing store)
    {
        while (Next() is { Count: > 0 } group)
        {
            if (group.Count > 1 && await TryAsync(store, group))
                continue;
            foreach (var one in group)
                await StoreAloneAsync(store, one);
        }
    }

    /// <summary>Takes the next group; an empty one when nobody waits any more.</summary>
    private List<Waiting> Next()
    {
        var group = new List<Waiting>();
        lock (_waiting)
        {
            while (group.Count < most && _waiting.TryDequeue(out var next))
            {
                if (!next.IsGone())
                    group.Add(next);
            }
            _isStoring = group.Count > 0;
        }
        return group;
    }

    private async Task<bool> TryAsync(Storing store, List<Waiting> group)
    {
        try
        {
            var results = await store(group.ConvertAll(one => one.Item), CancellationToken.None);
            foreach (var (one, result) in group.Zip(results))
                one.Result.SetResult(result);
            return true;
        }
        catch (Exception error)
        {
            LogFailed(error, group.Count, error.GetBaseException().Message);
            return false;
        }
    }

    private static async Task StoreAloneAsync(Storing store, Waiting one)
    {
        try
        {
            one.Result.SetResult((await store([one.Item], one.CancellationToken))[0]);
        }
        catch (OperationCanceledException) when (one.CancellationToken.IsCancellationRequested)
        {
            one.Result.SetCanceled(one.CancellationToken);
        }
        catch (Exception error)
        {
            one.Result.SetException(error);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} tickets could not be stored together and are now stored one by one: {Reason}")]
    private partial void LogFailed(Exception error, int count, string reason);

    private sealed record Waiting(TItem Item, TaskCompletionSource<TResult> Result, CancellationToken CancellationToken)
    {
        public bool IsGone() => CancellationToken.IsCancellationRequested && Result.TrySetCanceled(CancellationToken);
    }
}
