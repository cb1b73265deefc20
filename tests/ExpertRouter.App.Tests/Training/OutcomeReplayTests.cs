using ExpertRouter.App.Finding;
using ExpertRouter.App.Tests.Finding;
using ExpertRouter.App.Training;
using ExpertRouter.Core.Model;
using static ExpertRouter.App.Tests.Finding.FindingWorld;

namespace ExpertRouter.App.Tests.Training;

public sealed class OutcomeReplayTests
{
    [Fact]
    public async Task Run_LaterDocuments_ChangeNoFeature()
    {
        await using var world = await CreateAsync();
        await History.SaveAsync(world, days: 12);
        var outcomes = await world.Outcomes.ReadAsync(OutcomeReader.DefaultLimit, Cancel);
        var before = await world.Replay.RunAsync(outcomes, null, Cancel);

        var request = History.At(Doc(9_002, "pump pressure", "pump", (History.Loud, AuthorshipRole.Resolver)), DocumentKind.Request, day: 0);
        request.UpdatedAt = History.First.AddDays(40);
        await world.SaveAsync(
            History.Answer(9_000, 40, 1_000, "pump pressure valve0 pump pressure", History.Loud, isAccepted: true),
            History.At(Doc(9_001, "A long page", "pump and much else that changes the mean length", (History.Right, AuthorshipRole.Author)), DocumentKind.Page, day: 41),
            request);
        var after = await world.Replay.RunAsync(outcomes, null, Cancel);

        Assert.Equal(11, before.Queries.Count);
        Assert.Equal(before.Queries.Select(query => query.Id), after.Queries.Select(query => query.Id));
        foreach (var (old, next) in before.Queries.Zip(after.Queries))
        {
            Assert.Equal(old.Group.Features, next.Group.Features);
            Assert.Equal(old.Group.Relevant, next.Group.Relevant);
        }
    }

    [Fact]
    public async Task Run_EarlierDocument_ChangesFeatures()
    {
        await using var world = await CreateAsync();
        await History.SaveAsync(world, days: 3);
        var outcomes = await world.Outcomes.ReadAsync(OutcomeReader.DefaultLimit, Cancel);
        var before = await world.Replay.RunAsync(outcomes, null, Cancel);

        await world.SaveAsync(History.At(Doc(9_000, "pump", "pump", (History.Right, AuthorshipRole.Author)), DocumentKind.Page, day: -1));
        var after = await world.Replay.RunAsync(outcomes, null, Cancel);

        Assert.NotEqual(before.Queries[^1].Group.Features, after.Queries[^1].Group.Features);
    }

    [Fact]
    public async Task Run_Facts_AreThoseOfTheDay()
    {
        await using var world = await CreateAsync();
        await History.SaveAsync(world, days: 3);

        var past = await world.Replay.RunAsync(await world.Outcomes.ReadAsync(OutcomeReader.DefaultLimit, Cancel), null, Cancel);

        // On day 0 nobody has written anything. On days 1 and 2 Loud (row 0) and Right (row 1) have 1 and 2 documents; only Right's are accepted.
        Assert.Equal((3, 2), (past.Outcomes, past.Queries.Count));
        var (documents, acceptance) = (Column("documents"), Column("acceptance rate"));
        for (var day = 1; day <= 2; day++)
        {
            var group = past.Queries[day - 1].Group;
            Assert.Equal([1], group.Relevant);
            Assert.Equal(Math.Log(1 + day), group.Row(0)[documents], 5);
            Assert.Equal(Math.Log((0 + 1.0) / (day + 4)), group.Row(0)[acceptance], 5);
            Assert.Equal(Math.Log((day + 1.0) / (day + 4)), group.Row(1)[acceptance], 5);
        }
    }

    private static int Column(string name) => LearnedFeatures.Names.Index().Single(feature => feature.Item == name).Index;
}
