using ExpertRouter.App.Routing.Life;

namespace ExpertRouter.App.Tests.Routing;

public sealed class GroupCommitTests
{
    private readonly List<string> _groups = [];
    private readonly LineLogger _log = new();
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Store_WhileOneIsBeingStored_TakesAllWhoWaitTogetherInTheirOrder()
    {
        var commit = new GroupCommit<int, string>(_log);
        var tasks = await StoreAsync(commit, [2, 3, 4]);
        _go.SetResult();

        Assert.Equal(["r1", "r2", "r3", "r4"], await Task.WhenAll(tasks));
        Assert.Equal(["1", "2 3 4"], _groups);
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public async Task Store_MoreWaitThanALargestGroupHolds_TakesSeveralGroups()
    {
        var commit = new GroupCommit<int, string>(_log, most: 2);
        var tasks = await StoreAsync(commit, [2, 3, 4, 5, 6]);
        _go.SetResult();

        await Task.WhenAll(tasks);
        Assert.Equal(["1", "2 3", "4 5", "6"], _groups);
    }

    [Fact]
    public async Task Store_OneOfAGroupFails_StoresEachAloneAndFailsThatOneOnly()
    {
        var commit = new GroupCommit<int, string>(_log);
        var tasks = await StoreAsync(commit, [2, -3, 4]);
        _go.SetResult();

        Assert.Equal(["r2", "r4"], await Task.WhenAll(tasks[1], tasks[3]));
        Assert.Equal("-3 is wrong.", (await Assert.ThrowsAsync<InvalidOperationException>(() => tasks[2])).Message);
        Assert.Equal(["1", "2 -3 4", "2", "-3", "4"], _groups);
        Assert.Equal("Warning: 3 tickets could not be stored together and are now stored one by one: -3 is wrong.", Assert.Single(_log.Lines));
    }

    [Fact]
    public async Task Store_CancelledWhileItWaits_IsNotStored()
    {
        var commit = new GroupCommit<int, string>(_log);
        using var leaves = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var tasks = await StoreAsync(commit, [2]);
        var gone = commit.StoreAsync(9, Store, leaves.Token);
        await leaves.CancelAsync();
        _go.SetResult();

        await Task.WhenAll(tasks);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        Assert.Equal(["1", "2"], _groups);
    }

    [Fact]
    public async Task Store_Cancelled_WaitsNoLongerForThoseBeforeIt()
    {
        var commit = new GroupCommit<int, string>(_log);
        using var leaves = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var tasks = await StoreAsync(commit, [2]);
        var gone = commit.StoreAsync(9, (group, _) => Store(group, Cancel), leaves.Token);
        var last = commit.StoreAsync(5, Store, Cancel);
        await leaves.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone.WaitAsync(TimeSpan.FromSeconds(20), Cancel));
        _go.SetResult();
        await Task.WhenAll([.. tasks, last]);
        Assert.Equal(["1", "2 5"], _groups);
    }

    [Fact]
    public async Task Store_ByManyAtOnce_StoresEachOnceAndOneGroupAtATime()
    {
        var commit = new GroupCommit<int, int>(_log, most: 8);
        var (inside, most, stored) = (0, 0, new List<int>());

        var results = await Task.WhenAll(Enumerable.Range(0, 500).Select(number => Task.Run(() => commit.StoreAsync(number, OneAtATimeAsync, Cancel), Cancel)));

        Assert.Equal(Enumerable.Range(0, 500), results);
        Assert.Equal(Enumerable.Range(0, 500), stored.Order());
        Assert.Equal(1, most);

        async Task<IReadOnlyList<int>> OneAtATimeAsync(IReadOnlyList<int> group, CancellationToken cancellationToken)
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            await Task.Yield();
            stored.AddRange(group);
            Interlocked.Decrement(ref inside);
            return group;
        }
    }

    /// <summary>Stores 1, and once that has begun the others, who then wait until the test lets go.</summary>
    private async Task<List<Task<string>>> StoreAsync(GroupCommit<int, string> commit, int[] others)
    {
        List<Task<string>> tasks = [commit.StoreAsync(1, Store, Cancel)];
        await _first.Task.WaitAsync(Cancel);
        tasks.AddRange(others.Select(other => commit.StoreAsync(other, Store, Cancel)));
        return tasks;
    }

    private async Task<IReadOnlyList<string>> Store(IReadOnlyList<int> group, CancellationToken cancellationToken)
    {
        _groups.Add(string.Join(' ', group));
        _first.TrySetResult();
        await _go.Task.WaitAsync(Cancel);
        return group.FirstOrDefault(item => item < 0) is < 0 and var bad ? throw new InvalidOperationException($"{bad} is wrong.") : [.. group.Select(item => $"r{item}")];
    }
}
