using ExpertRouter.App.Indexing;
using ExpertRouter.App.Tests.Finding;
using ExpertRouter.Core.Model;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using static ExpertRouter.App.Tests.Finding.FindingWorld;

namespace ExpertRouter.App.Tests.Indexing;

public sealed class IndexServiceTests
{
    [Fact]
    public async Task Nudge_AfterAChange_MakesItSearchableWithoutWaitingForThePoll()
    {
        await using var world = await FindingWorld.CreateAsync();
        var nudge = new IndexNudge(TimeProvider.System);
        var options = Options.Create(new IndexingOptions { PollSeconds = 3600 });
        using var service = new IndexService(world.Updater, world.Completeness, world.Index, world.Encoders, world.Directory, nudge, options, NullLogger<IndexService>.Instance);
        await service.StartAsync(Cancel);
        await world.Completeness.Complete.WaitAsync(TimeSpan.FromSeconds(30), Cancel);

        await world.SaveAsync(Person(1, "Maya"), Doc(10, "Crane", "", (1, AuthorshipRole.Author)));
        while ((await world.FindAsync("crane")).Total == 0)
        {
            nudge.Nudge();
            await Task.Delay(20, Cancel);
        }

        await service.StopAsync(Cancel);
    }

    [Fact]
    public async Task Start_WhileAnotherProcessFillsTheIndex_IsIncompleteUntilThatOneHasCaughtUp()
    {
        await using var world = await FindingWorld.CreateAsync();
        await world.SaveAsync(Person(1, "Maya"), Doc(10, "Crane", "", (1, AuthorshipRole.Author)));
        world.Index.BeginWriting();
        var (reading, completeness, nudge) = (world.OpenAgain(), new IndexCompleteness(), new IndexNudge(TimeProvider.System));
        using var updater = world.CreateUpdater(reading, completeness);
        using var service = new IndexService(
            updater, completeness, reading, world.Encoders, world.Directory, nudge, Options.Create(new IndexingOptions { PollSeconds = 1 }), NullLogger<IndexService>.Instance);

        await service.StartAsync(Cancel);
        nudge.Nudge();
        await Task.Delay(300, Cancel);
        var early = completeness.Complete.IsCompleted;
        await world.IndexAsync();

        await completeness.Complete.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        await service.StopAsync(Cancel);
        Assert.False(early);
    }
}
