using ExpertRouter.Learning.ExpertiseTrees;

namespace ExpertRouter.Learning.Tests.ExpertiseTrees;

public sealed class TreeArtifactTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Replay_EventLog_GivesBitEqualTree(bool incremental)
    {
        var (tree, events) = Trained(incremental);

        var rebuilt = TreeArtifact.Replay(tree.Options, tree.Grid, events);

        Assert.Equal(TreeFingerprint.Of(tree), TreeFingerprint.Of(rebuilt));
    }

    [Fact]
    public void Fingerprint_OneRewardDiffers_Differs()
    {
        var (tree, events) = Trained(incremental: false);
        var at = events.FindLastIndex(happened => happened.Sample is not null);
        events[at] = TreeEvent.Known(events[at].Sample! with { Reward = events[at].Sample!.Reward + 1e-12 });

        Assert.NotEqual(TreeFingerprint.Of(tree), TreeFingerprint.Of(TreeArtifact.Replay(tree.Options, tree.Grid, events)));
    }

    [Fact]
    public async Task Artifact_SavedAndLoaded_DecidesTheSame()
    {
        var (tree, events) = Trained(incremental: false);
        await InFile(async path =>
        {
            await TreeArtifact.Create(tree.Options, tree.Grid, events).SaveAsync(path, Cancellation);

            var loaded = (await TreeArtifact.LoadAsync(path, Cancellation)).ToTree();

            Assert.Equal(TreeFingerprint.Of(tree), TreeFingerprint.Of(loaded));
            Assert.Equal(tree.Grid.Features, loaded.Grid.Features);
        });
    }

    [Fact]
    public async Task Artifact_LogChanged_IsRefused()
    {
        var (tree, events) = Trained(incremental: false);
        var artifact = TreeArtifact.Create(tree.Options, tree.Grid, events) with { Events = events[..^1] };
        await InFile(async path =>
        {
            await artifact.SaveAsync(path, Cancellation);

            var loaded = await TreeArtifact.LoadAsync(path, Cancellation);

            Assert.Contains("the log was changed", Assert.Throws<InvalidDataException>(loaded.ToTree).Message, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("no tree")]
    [InlineData("{}")]
    public async Task Artifact_OtherFile_NamesTheFile(string content) => await InFile(async path =>
    {
        await File.WriteAllTextAsync(path, content, Cancellation);

        var exception = await Assert.ThrowsAsync<InvalidDataException>(() => TreeArtifact.LoadAsync(path, Cancellation));

        Assert.Contains(path, exception.Message, StringComparison.Ordinal);
    });

    private static (ExpertiseTree Tree, List<TreeEvent> Events) Trained(bool incremental)
    {
        var world = new SmallWorld(9, 300, 3, (expert, x) => (x < .5) == (expert == 0) ? .9 : .2);
        var tree = new ExpertiseTree(SmallWorld.Options(3) with { Incremental = incremental }, world.Grid);
        return (tree, world.Run(tree).Events);
    }

    private static async Task InFile(Func<string, Task> test)
    {
        var path = Path.Combine(Path.GetTempPath(), $"tree-{Guid.CreateVersion7()}.json");
        try
        {
            await test(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
