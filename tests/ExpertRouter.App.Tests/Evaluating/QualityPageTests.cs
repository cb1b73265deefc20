using ExpertRouter.App.Evaluating;
using ExpertRouter.Evaluation.Experiments;

namespace ExpertRouter.App.Tests.Evaluating;

public sealed class QualityPageTests : IDisposable
{
    private static readonly QualityEvaluation Evaluation = new(
        "evaluate dblp --data $EXPERTROUTER_SHARED/data/dblp",
        new EvaluationReport("evaluate dblp", [new EvaluationRow
        {
            Dataset = "dblp", System = "walk", Queries = 114, Metrics = new Dictionary<string, double> { ["AP"] = 0.3456 }, Default = true,
        }]),
        TimeSpan.FromSeconds(3));

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"quality-{Guid.CreateVersion7():N}.md");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Update_Twice_ReplacesTheTablesAndKeepsTheProse()
    {
        await File.WriteAllTextAsync(_file, $"# Quality\n\nBefore.\n\n{QualityPage.Begin}\nold\n{QualityPage.End}\n\nAfter.\n", Ct);

        await QualityPage.UpdateAsync(_file, [Evaluation], Ct);
        var once = await File.ReadAllTextAsync(_file, Ct);
        await QualityPage.UpdateAsync(_file, [Evaluation], Ct);

        Assert.Equal(once, await File.ReadAllTextAsync(_file, Ct));
        Assert.StartsWith("# Quality\n\nBefore.", once, StringComparison.Ordinal);
        Assert.EndsWith("After.\n", once, StringComparison.Ordinal);
        Assert.Contains("| walk * | 114 | 0.346 |", once, StringComparison.Ordinal);
        Assert.DoesNotContain("old", once, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Update_NoPageYet_MakesOne()
    {
        await QualityPage.UpdateAsync(_file, [Evaluation], Ct);

        Assert.Contains("evaluate dblp --data $EXPERTROUTER_SHARED/data/dblp", await File.ReadAllTextAsync(_file, Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Update_OneMarkerMissing_IsRefused()
    {
        await File.WriteAllTextAsync(_file, $"# Quality\n{QualityPage.Begin}\n", Ct);

        await Assert.ThrowsAsync<InvalidDataException>(() => QualityPage.UpdateAsync(_file, [Evaluation], Ct));
    }

    public void Dispose() => File.Delete(_file);
}
