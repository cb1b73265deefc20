using ExpertRouter.App.Evaluating;
using ExpertRouter.App.Setup;
using ExpertRouter.Evaluation.Experiments;
using ExpertRouter.Testing;

namespace ExpertRouter.App.Tests.Evaluating;

public sealed class ResultArchiveTests : IDisposable
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 8, 30, 15, TimeSpan.Zero);

    private readonly DataDirectory _data = DataDirectory.Open(Path.Combine(Path.GetTempPath(), "expertrouter-results-" + Guid.CreateVersion7().ToString("N")));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Save_Report_IsListedUnderTimeAndCommandAndReadBack()
    {
        var saved = await At(Monday).SaveAsync(Report("evaluate sites --protocol rolling"), Cancel);

        Assert.Equal("20261123-083015-evaluate-sites-protocol-rolling", saved.Id);
        var listed = Assert.Single((await At(Monday).ListAsync(Cancel)).Results);
        Assert.Equal(saved.Id, listed.Id);
        Assert.Equal(Monday, listed.SavedAt);
        Assert.Equal(saved.Report.ToJson(), listed.Report.ToJson());
    }

    [Fact]
    public async Task List_SeveralResults_NewestFirst()
    {
        await At(Monday).SaveAsync(Report("evaluate experts"), Cancel);
        await At(Monday.AddDays(1)).SaveAsync(Report("evaluate dblp"), Cancel);
        await At(Monday.AddDays(-1)).SaveAsync(Report("evaluate sites"), Cancel);

        var list = await At(Monday).ListAsync(Cancel);

        Assert.Equal(["evaluate dblp", "evaluate experts", "evaluate sites"], list.Results.Select(result => result.Report.Command));
    }

    [Fact]
    public async Task Save_TwiceInOneSecond_KeepsBoth()
    {
        await At(Monday).SaveAsync(Report("evaluate experts"), Cancel);

        var second = await At(Monday).SaveAsync(Report("evaluate experts"), Cancel);

        Assert.Equal("20261123-083015-evaluate-experts-2", second.Id);
        Assert.Equal(2, (await At(Monday).ListAsync(Cancel)).Results.Count);
    }

    [Fact]
    public async Task Save_RowsOfAnExperiment_KeepTheValuesPerQuery()
    {
        var all = Compare("packages", ("ours", [1, 0.5, 0]), ("sum", [0.5, 0.5, 0.5]), ("count", [0, 0, 0]));
        var two = Compare("packages", ("ours", [1, 0.5, 0]), ("count", [0, 0, 0]));
        var report = new EvaluationReport("evaluate experts", [.. two.ToRows(), .. all.ToRows()]);

        var saved = await At(Monday).SaveAsync(report, Cancel);
        var queries = await At(Monday).LoadQueriesAsync((await At(Monday).LoadAsync(saved.Id, Cancel))!, "packages", Cancel);

        Assert.Equal(3, queries!.Systems.Count); // of the two experiments the one with more systems
        Assert.Equal([1, 0.5, 0], queries.Systems[0].Values["MRR"]);
        Assert.Null(await At(Monday).LoadQueriesAsync(saved, "another set", Cancel));
    }

    [Fact]
    public async Task List_DamagedFiles_AreNamedAndTheRestIsRead()
    {
        var archive = At(Monday);
        var cut = await archive.SaveAsync(Report("evaluate experts"), Cancel);
        var other = await archive.SaveAsync(Report("evaluate dblp"), Cancel);
        var gone = await archive.SaveAsync(Report("evaluate sites"), Cancel);
        await archive.SaveAsync(Report("evaluate score"), Cancel);
        await File.WriteAllTextAsync(Path.Combine(_data.Results, cut.Id, "report.json"), "{\"savedAt\":", Cancel);
        await File.WriteAllTextAsync(Path.Combine(_data.Results, other.Id, "report.json"), "{\"savedAt\":\"2026-11-23T08:30:15+00:00\",\"report\":{\"command\":\"x\"},\"perQuery\":[]}", Cancel);
        File.Delete(Path.Combine(_data.Results, gone.Id, "report.json"));

        var list = await archive.ListAsync(Cancel);

        Assert.Equal("evaluate score", Assert.Single(list.Results).Report.Command);
        Assert.Equal(new HashSet<string> { cut.Id, other.Id, gone.Id }, list.Damaged.Select(damaged => damaged.Id).ToHashSet());
        Assert.All(list.Damaged, damaged => Assert.Contains("report.json", damaged.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task LoadQueries_DamagedFile_IsNamed()
    {
        var saved = await At(Monday).SaveAsync(new EvaluationReport("evaluate experts", Compare("packages", ("a", [1]), ("b", [0])).ToRows()), Cancel);
        await File.WriteAllTextAsync(Path.Combine(_data.Results, saved.Id, "queries-1.json"), "[]", Cancel);

        var error = await Assert.ThrowsAsync<InvalidDataException>(() => At(Monday).LoadQueriesAsync(saved, "packages", Cancel));

        Assert.Contains("queries-1.json", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("20261123-083015-nothing-here")]
    [InlineData("../results")]
    [InlineData("..")]
    [InlineData("")]
    public async Task Load_UnknownName_IsNull(string id) => Assert.Null(await At(Monday).LoadAsync(id, Cancel));

    [Fact]
    public async Task List_HalfWrittenFolder_IsNotShown()
    {
        Directory.CreateDirectory(Path.Combine(_data.Results, ".20261123-083015-evaluate-experts"));

        var list = await At(Monday).ListAsync(Cancel);
        var saved = await At(Monday).SaveAsync(Report("evaluate experts"), Cancel);

        Assert.Empty(list.Results);
        Assert.Empty(list.Damaged);
        Assert.Equal("20261123-083015-evaluate-experts", saved.Id);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_data.Root, recursive: true);

    private ResultArchive At(DateTimeOffset now) => new(_data, new FixedTime(now));

    private static EvaluationReport Report(string command) => new(command,
        [new EvaluationRow { Dataset = "packages", System = "ours", Queries = 3, Metrics = new Dictionary<string, double> { ["MRR"] = 0.5 } }]);

    private static ExperimentResult Compare(string dataset, params (string System, double[] Values)[] systems) =>
        new Experiment(dataset, new ExperimentOptions { Rounds = 50 }).Compare(
        [
            .. systems.Select(system => new SystemScores(
                system.System,
                [.. system.Values.Select((_, i) => $"q{i + 1}")],
                new Dictionary<string, IReadOnlyList<double>> { ["MRR"] = system.Values })),
        ]);
}
