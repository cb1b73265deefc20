using ExpertRouter.App.Indexing;
using ExpertRouter.App.Tests.Finding;
using ExpertRouter.Core.Model;
using ExpertRouter.Data.Providers;
using ExpertRouter.Search.Lexical.Indexing;
using ExpertRouter.Testing;
using static ExpertRouter.App.Tests.Finding.FindingWorld;

namespace ExpertRouter.App.Tests.Indexing;

public sealed class IndexUpdaterTests
{
    [Theory, DatabaseData]
    public async Task CatchUp_TakesInChangesOnceAndDeletions(DatabaseProvider provider)
    {
        await using var world = await FindingWorld.CreateAsync(provider);
        var documents = Enumerable.Range(1, 8).Select(id => Doc(id, "crane", "", (1, AuthorshipRole.Author))).ToArray();
        await world.SaveAsync([Person(1, "Maya"), .. documents]);

        Assert.Equal(9, await world.Updater.CatchUpAsync(null, Cancel)); // one person, eight documents
        Assert.Equal(0, await world.Updater.CatchUpAsync(null, Cancel));
        documents[0].IsDeleted = true;
        await world.SaveAsync(documents[0]);
        Assert.Equal(1, (await world.Updater.StatusAsync(Cancel)).Lag);
        Assert.Equal(1, await world.Updater.CatchUpAsync(null, Cancel));

        var status = await world.Updater.StatusAsync(Cancel);
        Assert.Equal((7L, 10L, 10L, 0L, null), (status.Entries, status.Checkpoint, status.StoreSequence, status.Lag, status.Problem));
    }

    [Fact]
    public async Task Rebuild_FillsTheIndexAgain()
    {
        await using var world = await FindingWorld.CreateAsync();
        await world.SaveAsync(Person(1, "Maya"), Doc(1, "crane", "", (1, AuthorshipRole.Author)), Doc(2, "rope", "", (1, AuthorshipRole.Author)));
        await world.IndexAsync();

        Assert.Equal(3, await world.Updater.RebuildAsync(null, Cancel));

        Assert.Equal(2, world.Index.Count);
    }

    [Fact]
    public async Task CatchUp_IndexOfAnotherStore_IsRebuilt()
    {
        await using var world = await FindingWorld.CreateAsync();
        world.Index.BeginWriting();
        world.Index.Put(Doc(99, "crane", ""));
        world.Index.Commit(new IndexCheckpoint(500, 0));
        await world.SaveAsync(Person(1, "Maya"), Doc(1, "crane", "", (1, AuthorshipRole.Author)));
        var complete = new List<bool>();

        Assert.Equal(2, await world.Updater.CatchUpAsync(new Direct<bool>(complete, _ => world.Completeness.Complete.IsCompleted), Cancel));

        Assert.Equal([false, false], complete);
        Assert.True(world.Completeness.Complete.IsCompleted);
        Assert.Equal(1, world.Index.Count);
        Assert.Equal("Maya", Assert.Single((await world.FindAsync("crane")).Experts).Name);
    }

    [Fact]
    public async Task CatchUp_ReportsProgressUpToTheTotal()
    {
        await using var world = await FindingWorld.CreateAsync();
        await world.SaveAsync([.. Enumerable.Range(1, 7).Select(id => Doc(id, "crane", ""))]);
        var seen = new List<IndexProgress>();

        await world.Updater.CatchUpAsync(new Direct<IndexProgress>(seen, progress => progress), Cancel);

        Assert.Equal([new(3, 7), new(6, 7), new IndexProgress(7, 7)], seen);
    }

    private sealed class Direct<T>(List<T> seen, Func<IndexProgress, T> look) : IProgress<IndexProgress>
    {
        public void Report(IndexProgress value) => seen.Add(look(value));
    }
}
