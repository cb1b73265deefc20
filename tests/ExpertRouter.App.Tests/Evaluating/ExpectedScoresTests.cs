using ExpertRouter.App.Evaluating;
using ExpertRouter.Evaluation.Experiments;

namespace ExpertRouter.App.Tests.Evaluating;

public sealed class ExpectedScoresTests : IDisposable
{
    private static readonly EvaluationReport Report = new("evaluate x", [new EvaluationRow
    {
        Dataset = "set", System = "bm25", Queries = 3, Metrics = new Dictionary<string, double> { ["MRR"] = 0.5 },
    }]);

    private readonly string _file = Path.GetTempFileName();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0.51, 0.01, 0)] // |.50 − .51| = .01, just inside
    [InlineData(0.52, 0.01, 1)]
    public async Task Check_Value_IsComparedWithinTheTolerance(double value, double tolerance, int differences)
    {
        await WriteAsync($$"""[{"command":"evaluate x","dataset":"set","system":"bm25","metric":"MRR","value":{{value.ToString(System.Globalization.CultureInfo.InvariantCulture)}},"tolerance":{{tolerance.ToString(System.Globalization.CultureInfo.InvariantCulture)}}1}]""");

        Assert.Equal(differences, (await ExpectedScores.CheckAsync(_file, [Report], Ct)).Count);
    }

    [Fact]
    public async Task Check_ScoreThatWasNotMeasured_IsNamed()
    {
        await WriteAsync("""[{"command":"evaluate x","dataset":"set","system":"gone","metric":"MRR","value":0.4,"tolerance":0.1}]""");

        Assert.Equal("evaluate x: set, gone, MRR: expected 0.4000, not measured", Assert.Single(await ExpectedScores.CheckAsync(_file, [Report], Ct)));
    }

    [Fact]
    public async Task Check_DamagedFile_NamesIt()
    {
        await WriteAsync("[{");

        var error = await Assert.ThrowsAsync<InvalidDataException>(() => ExpectedScores.CheckAsync(_file, [Report], Ct));

        Assert.Contains(_file, error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => File.Delete(_file);

    private Task WriteAsync(string json) => File.WriteAllTextAsync(_file, json, Ct);
}
