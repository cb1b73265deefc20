using ExpertRouter.App.Ingestion.Identity;
using ExpertRouter.Core.Model;
using ExpertRouter.Data.Providers;
using ExpertRouter.Testing;

namespace ExpertRouter.App.Tests.Ingestion;

public sealed class IdentityTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Person(string id, string name, string? email = null) =>
        $$"""{"type":"person","id":"{{id}}","name":"{{name}}"{{(email is null ? "" : $",\"email\":\"{email}\"")}}}""";

    [Theory, DatabaseData]
    public async Task Run_SameEmailInTwoSources_IsOneExpert(DatabaseProvider provider)
    {
        await using var world = await IngestionWorld.CreateAsync(provider);
        await world.RunAsync("jsonl", world.Write("hr.jsonl", Person("h1", "Ann Lee", "Ann@x.example")));
        var report = await world.RunAsync("jsonl", world.Write("wiki.jsonl", """{"type":"document","id":"d","title":"T","authors":[{"expert":"w7","name":"annie","email":"ann@X.example"}]}"""));

        var (canonical, other) = (await world.ExpertAsync("h1"), await world.ExpertAsync("w7"));
        Assert.Equal(canonical.Id, other.MergedIntoId);
        Assert.Null(canonical.MergedIntoId);
        Assert.Equal(1, report.Merges);
        var listed = Assert.Single(await world.Merges.ListAsync(0, 10, Cancel));
        Assert.Equal(("email", "ann@x.example", "annie", "Ann Lee", "hr"), (listed.Merge.Rule, listed.Merge.Evidence, listed.ExpertName, listed.IntoName, listed.IntoSource));
    }

    [Fact]
    public async Task Run_SameNameInOneGroup_IsOneExpertAndInAnotherGroupIsNot()
    {
        await using var world = await IngestionWorld.CreateAsync();
        await world.RunAsync("jsonl", world.Write("a.jsonl", Person("1", "José Núñez-Ortega")), group: "company");
        await world.RunAsync("jsonl", world.Write("b.jsonl", Person("2", "jose nunez ortega")), group: "company");
        await world.RunAsync("jsonl", world.Write("c.jsonl", Person("3", "José Núñez-Ortega")), group: "elsewhere");

        Assert.Equal((await world.ExpertAsync("1")).Id, (await world.ExpertAsync("2")).MergedIntoId);
        Assert.Null((await world.ExpertAsync("3")).MergedIntoId);
    }

    [Theory]
    [InlineData("Ann")]
    [InlineData("admin")]
    [InlineData("Guest User")]
    [InlineData("J. K.")]
    [InlineData("User 123")]
    public async Task Run_WeakName_DoesNotMatchAlone(string name)
    {
        await using var world = await IngestionWorld.CreateAsync();
        await world.RunAsync("jsonl", world.Write("a.jsonl", Person("1", name)), group: "company");
        await world.RunAsync("jsonl", world.Write("b.jsonl", Person("2", name)), group: "company");

        Assert.All(await world.ExpertsAsync(), expert => Assert.Null(expert.MergedIntoId));
    }

    [Fact]
    public async Task Run_TwoAccountsOfOneSourceWithOneName_StayTwoAndMakeTheNameAmbiguous()
    {
        await using var world = await IngestionWorld.CreateAsync();
        await world.RunAsync("jsonl", world.Write("a.jsonl", Person("1", "Maria Silva") + "\n" + Person("2", "Maria Silva")), group: "company");
        await world.RunAsync("jsonl", world.Write("b.jsonl", Person("3", "Maria Silva")), group: "company");

        Assert.All(await world.ExpertsAsync(), expert => Assert.Null(expert.MergedIntoId));
    }

    [Fact]
    public async Task Run_OnePersonWithTwoAddressesInCommits_IsOneExpert()
    {
        await using var world = await IngestionWorld.CreateAsync();
        await world.RunAsync("jsonl", world.Write("a.jsonl", """
            {"type":"document","id":"1","title":"T","authors":[{"expert":"bo@home.example","name":"Bo Berg","email":"bo@home.example"}]}
            {"type":"document","id":"2","title":"T","authors":[{"expert":"bo@work.example","name":"Bo Berg","email":"bo@work.example"}]}
            """));

        Assert.Equal((await world.ExpertAsync("bo@home.example")).Id, (await world.ExpertAsync("bo@work.example")).MergedIntoId);
    }

    [Theory, DatabaseData]
    public async Task Undo_Merge_ClearsTheLinkBumpsTheSequenceAndNeverMergesAgain(DatabaseProvider provider)
    {
        await using var world = await IngestionWorld.CreateAsync(provider);
        await world.RunAsync("jsonl", world.Write("a.jsonl", Person("1", "Ann Lee", "ann@x.example")));
        var second = world.Write("b.jsonl", Person("2", "Ann Lee", "ann@x.example"));
        await world.RunAsync("jsonl", second);
        var before = await world.ExpertAsync("2");
        var merge = Assert.Single(await world.Merges.ListAsync(0, 10, Cancel)).Merge;

        Assert.True(await world.Merges.UndoAsync(merge.Id, Cancel));
        Assert.False(await world.Merges.UndoAsync(merge.Id, Cancel));
        world.Write("b.jsonl", Person("2", "Ann Lee-Roe", "ann@x.example"));
        await world.RunAsync("jsonl", second);

        var after = await world.ExpertAsync("2");
        Assert.Null(after.MergedIntoId);
        Assert.True(after.ChangeSequence > before.ChangeSequence);
        Assert.NotNull(Assert.Single(await world.Merges.ListAsync(0, 10, Cancel)).Merge.UndoneAt);
    }

    [Fact]
    public async Task Merge_RootIntoAnother_LeavesNoChainAndUndoRestoresTheSubtree()
    {
        await using var world = await IngestionWorld.CreateAsync();
        await world.RunAsync("jsonl", world.Write("a.jsonl", string.Join('\n', Person("1", "A"), Person("2", "B"), Person("3", "C"), Person("4", "D"))));
        var (a, b, c, d) = (await world.ExpertAsync("1"), await world.ExpertAsync("2"), await world.ExpertAsync("3"), await world.ExpertAsync("4"));

        await world.Merges.MergeAsync(b.Id, a.Id, "same desk", Cancel);
        var joined = await world.Merges.MergeAsync(a.Id, c.Id, "same badge", Cancel);
        await world.Merges.MergeAsync(d.Id, b.Id, "same voice", Cancel);
        var again = await world.Merges.MergeAsync(c.Id, b.Id, "cycle?", Cancel);
        var merged = (await world.ExpertsAsync()).ToDictionary(expert => expert.ExternalId, expert => expert.MergedIntoId);
        await world.Merges.UndoAsync(joined!.Id, Cancel);
        var undone = (await world.ExpertsAsync()).ToDictionary(expert => expert.ExternalId, expert => expert.MergedIntoId);

        // All of 1, 2 and 4 point straight at 3. Taking back 1→3 frees 1 with 2 below it; 4 was merged into the root 3 and stays there.
        Assert.Null(again);
        Assert.Equal([c.Id, c.Id, null, c.Id], [merged["1"], merged["2"], merged["3"], merged["4"]]);
        Assert.Equal([null, a.Id, null, c.Id], [undone["1"], undone["2"], undone["3"], undone["4"]]);
    }

    [Fact]
    public async Task Merge_PersonAndModel_IsRefused()
    {
        await using var world = await IngestionWorld.CreateAsync();
        await world.RunAsync("jsonl", world.Write("a.jsonl", Person("1", "A") + "\n" + """{"type":"model","id":"m","name":"M"}"""));
        var (person, model) = (await world.ExpertAsync("1"), await world.ExpertAsync("m"));

        await Assert.ThrowsAsync<ArgumentException>(() => world.Merges.MergeAsync(person.Id, model.Id, "x", Cancel));
    }

    [Theory]
    [InlineData("José  Núñez-Ortega", "jose nunez ortega")]
    [InlineData("Søren Ægir ŁUKASZ", "soren aegir lukasz")]
    [InlineData("O'Brien, Pat", "obrien pat")]
    [InlineData("山田 太郎", "山田 太郎")]
    public void Fold_Name_IsComparable(string name, string folded) => Assert.Equal(folded, NameFolding.Fold(name));
}
