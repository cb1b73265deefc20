using ExpertRouter.App.Encoders;
using ExpertRouter.App.Tests.Encoders;
using ExpertRouter.App.Tests.Finding;
using ExpertRouter.Core.Model;
using ExpertRouter.Core.Retrieval;
using ExpertRouter.Search.Lexical.Indexing;
using static ExpertRouter.App.Tests.Finding.FindingWorld;

namespace ExpertRouter.App.Tests.Indexing;

public sealed class IndexUpdaterVectorsTests
{
    private static readonly string[] Words = ["crane 0", "hoist 0", "paint 1"];

    [Fact]
    public async Task CatchUp_WithAnEncoder_MakesDocumentsFindableByMeaning()
    {
        await using var world = await CreateAsync();
        world.UseModel("first", Words);
        var first = Doc(1, "crane crane", "");
        await world.SaveAsync(first, Doc(2, "crane paint", ""), Doc(3, "paint", ""), Doc(4, "crane hoist hoist paint", ""), Doc(5, "1234", ""));

        Assert.Equal(5, await world.Updater.CatchUpAsync(null, Cancel));
        // cosines with (1, 0): 1, 1/√2 = .707, 0, 3/√10 = .949
        Assert.Equal([1, 4, 2, 3], await NearAsync(world, "hoist"));

        first.IsDeleted = true;
        await world.SaveAsync(first);
        Assert.Equal(1, await world.Updater.CatchUpAsync(null, Cancel));
        Assert.Equal([4, 2, 3], await NearAsync(world, "hoist"));
        Assert.Equal(world.Index.Checkpoint, world.Encoders.Serving!.Vectors.Checkpoint);
    }

    [Fact]
    public async Task FillVectors_EncoderConfiguredLater_EncodesWhatTheIndexHasAlready()
    {
        await using var world = await CreateAsync();
        await world.SaveAsync([.. Enumerable.Range(1, 7).Select(id => Doc(id, $"crane{Paint(id)}", ""))]);
        await world.IndexAsync();
        world.UseModel("first", Words);
        world.Restart();
        Assert.Equal(0, await world.Updater.CatchUpAsync(null, Cancel));
        Assert.Null(world.Encoders.Serving);
        Assert.Equal(7, (await world.Updater.StatusAsync(Cancel)).Encoder.Waiting);

        Assert.False(await world.Updater.FillVectorsAsync(int.MaxValue, null, Cancel));

        Assert.Equal([1, 2, 3, 4, 5, 6, 7], await NearAsync(world, "crane"));
        Assert.Equal(0, (await world.Updater.StatusAsync(Cancel)).Encoder.Waiting);
    }

    [Fact]
    public async Task CatchUp_EncoderFailsInTheMiddle_WordsGoOnAndVectorsFollow()
    {
        await using var world = await CreateAsync();
        world.UseModel("first", Words);
        await world.SaveAsync([.. Enumerable.Range(1, 9).Select(id => Doc(id, $"crane{Paint(id)}", ""))]);
        world.Models.CallsLeft = 2;

        Assert.Equal(9, await world.Updater.CatchUpAsync(null, Cancel));

        Assert.Equal(new IndexCheckpoint(9, 0), world.Index.Checkpoint);
        Assert.Null(world.Encoders.Serving); // two batches of three were encoded: what is behind does not serve
        Assert.Equal(3, (await world.Updater.StatusAsync(Cancel)).Encoder.Waiting);
        world.Models.CallsLeft = int.MaxValue;
        await world.Updater.FillVectorsAsync(int.MaxValue, null, Cancel);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9], await NearAsync(world, "crane"));
    }

    [Fact]
    public async Task CatchUp_VectorsCannotBeMerged_EverythingIsFoundAndTheNextCommitMerges()
    {
        await using var world = await CreateAsync();
        world.UseModel("first", Words);
        await world.SaveAsync(Doc(1, "crane", ""));
        await world.IndexAsync();
        var vectors = world.Encoders.Serving!.Vectors;
        var inTheWay = Directory.CreateDirectory(Path.Combine(Assert.Single(Directory.GetDirectories(world.Data.Vectors)), "000000000001-000000000002.vec.tmp"));
        await world.SaveAsync(Doc(2, "crane paint", ""));

        Assert.Equal(1, await world.Updater.CatchUpAsync(null, Cancel));

        Assert.Equal(2, vectors.SegmentCount);
        Assert.Equal([1, 2], await NearAsync(world, "hoist"));
        inTheWay.Delete();
        await world.SaveAsync(Doc(3, "paint", ""));
        Assert.Equal(1, await world.Updater.CatchUpAsync(null, Cancel));
        Assert.Equal(1, vectors.SegmentCount);
        Assert.Equal([1, 2, 3], await NearAsync(world, "hoist"));
    }

    [Fact]
    public async Task FillVectors_VectorsCannotBeMerged_GoesOn()
    {
        await using var world = await CreateAsync();
        await world.SaveAsync([.. Enumerable.Range(1, 6).Select(id => Doc(id, $"crane{Paint(id)}", ""))]);
        await world.IndexAsync();
        world.UseModel("first", Words);
        world.Restart();
        await world.Updater.CatchUpAsync(null, Cancel);
        Directory.CreateDirectory(Path.Combine(Assert.Single(Directory.GetDirectories(world.Data.Vectors)), "000000000001-000000000002.vec.tmp"));

        Assert.False(await world.Updater.FillVectorsAsync(int.MaxValue, null, Cancel));

        Assert.Equal([1, 2, 3, 4, 5, 6], await NearAsync(world, "crane"));
    }

    [Fact]
    public async Task ChangedModel_OldVectorsServeUntilAllIsEncoded_ThenTheyGo()
    {
        await using var world = await CreateAsync();
        world.UseModel("first", Words);
        await world.SaveAsync([.. Enumerable.Range(1, 7).Select(id => Doc(id, $"crane{Paint(id)}", ""))]);
        await world.IndexAsync();

        world.UseModel("second", Words);
        await world.Updater.CatchUpAsync(null, Cancel);
        Assert.True(await world.Updater.FillVectorsAsync(1, null, Cancel));

        var status = (await world.Updater.StatusAsync(Cancel)).Encoder;
        Assert.Equal(("second", "first", 4), (status.ModelId, status.ServingModelId, status.Waiting));
        await world.SaveAsync(Doc(8, "hoist", ""));
        await world.Updater.CatchUpAsync(null, Cancel);
        Assert.Equal([1, 8, 2, 3, 4, 5, 6, 7], await NearAsync(world, "crane")); // the old vectors know what is new, too

        Assert.False(await world.Updater.FillVectorsAsync(int.MaxValue, null, Cancel));
        Assert.Equal("second", world.Encoders.Serving!.Encoder.ModelId);
        Assert.Equal([1, 8, 2, 3, 4, 5, 6, 7], await NearAsync(world, "crane"));
        Assert.Single(Directory.GetDirectories(world.Data.Vectors));
    }

    [Fact]
    public async Task ChangedModel_KilledInTheMiddle_OldVectorsServeAndNothingIsEncodedTwice()
    {
        await using var world = await CreateAsync();
        world.UseModel("first", Words);
        await world.SaveAsync([.. Enumerable.Range(1, 9).Select(id => Doc(id, $"crane{Paint(id)}", ""))]);
        await world.IndexAsync();
        world.UseModel("second", Words); // the first one's folder is gone: only the copy beside its vectors is left
        await world.Updater.CatchUpAsync(null, Cancel);
        await world.Updater.FillVectorsAsync(1, null, Cancel);

        world.Restart();

        Assert.Equal("first", world.Encoders.Serving!.Encoder.ModelId);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9], await NearAsync(world, "crane"));
        Assert.Equal(6, (await world.Updater.StatusAsync(Cancel)).Encoder.Waiting);
        world.Models.CallsLeft = 2; // six documents, three at a time
        await world.Updater.FillVectorsAsync(int.MaxValue, null, Cancel);
        world.Models.CallsLeft = int.MaxValue;
        Assert.Equal("second", world.Encoders.Serving!.Encoder.ModelId);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9], await NearAsync(world, "crane"));
    }

    [Fact]
    public async Task ChangedModel_DocumentChangesMeanwhile_NewVectorsAreOfTheNewText()
    {
        await using var world = await CreateAsync();
        world.UseModel("first", Words);
        await world.SaveAsync([.. Enumerable.Range(1, 7).Select(id => Doc(id, $"crane{Paint(id)}", ""))]);
        await world.IndexAsync();
        world.UseModel("second", Words);
        await world.Updater.CatchUpAsync(null, Cancel);
        await world.Updater.FillVectorsAsync(1, null, Cancel); // documents 1 to 3

        await world.SaveAsync(Doc(1, "paint", ""), Doc(7, "crane", ""));
        await world.Updater.CatchUpAsync(null, Cancel);
        await world.Updater.FillVectorsAsync(int.MaxValue, null, Cancel);

        Assert.Equal("second", world.Encoders.Serving!.Encoder.ModelId);
        Assert.Equal([7, 2, 3, 4, 5, 6, 1], await NearAsync(world, "crane"));
    }

    [Fact]
    public async Task DamagedModel_WordsGoOn_AndASoundOneMendsIt()
    {
        await using var world = await CreateAsync();
        world.UseModel("first", Words);
        await world.SaveAsync(Person(1, "Maya"), Doc(1, "crane", "", (1, AuthorshipRole.Author)));
        await world.IndexAsync();

        File.Delete(Path.Combine(world.ModelFolder, TopicModels.File));
        await world.IndexAsync();

        var result = await world.FindAsync("crane");
        Assert.Equal(("lexical", "Maya"), (result.Pipeline, result.Experts[0].Name));
        Assert.Empty((await world.FindAsync("hoist")).Experts);
        var status = (await world.Updater.StatusAsync(Cancel)).Encoder;
        Assert.Contains(TopicModels.File, status.Problem, StringComparison.Ordinal);
        Assert.Contains("by words only", status.Sentence, StringComparison.Ordinal);

        world.UseModel("first", Words);
        await world.IndexAsync();
        Assert.Equal("hybrid", (await world.FindAsync("hoist")).Pipeline);
        Assert.Null((await world.Updater.StatusAsync(Cancel)).Encoder.Problem);
    }

    [Fact]
    public async Task Rebuild_WithTwoModels_KeepsTheNewOne()
    {
        await using var world = await CreateAsync();
        world.UseModel("first", Words);
        await world.SaveAsync(Doc(1, "crane", ""), Doc(2, "paint", ""));
        await world.IndexAsync();
        world.UseModel("second", Words);
        await world.Updater.CatchUpAsync(null, Cancel);

        await world.Updater.RebuildAsync(null, Cancel);

        Assert.Equal("second", world.Encoders.Serving!.Encoder.ModelId);
        Assert.Equal([1, 2], await NearAsync(world, "hoist"));
    }

    [Fact]
    public async Task Switched_Off_NothingIsEncoded()
    {
        await using var world = await CreateAsync();
        await world.SaveAsync(Doc(1, "crane", ""));
        await world.IndexAsync();

        Assert.Null(world.Encoders.Serving);
        Assert.Equal(EncoderStatus.Off, (await world.Updater.StatusAsync(Cancel)).Encoder);
        Assert.False(Directory.Exists(world.Data.Vectors));
    }

    private static string Paint(int count) => string.Concat(Enumerable.Repeat(" paint", count - 1));

    private static async Task<IEnumerable<long>> NearAsync(FindingWorld world, string text) =>
        (await world.Encoders.Serving!.Meaning.RetrieveAsync(new Query(text, Viewer.Public, QueryFilter.None, Day), 10, Cancel)).Hits.Select(hit => hit.DocumentId);
}
