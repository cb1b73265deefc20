using ExpertRouter.App.Evaluating.Encoders;
using ExpertRouter.Encoder.Layers;
using ExpertRouter.Encoder.Serving;
using ExpertRouter.Encoder.Training;
using Microsoft.Extensions.Logging.Abstractions;

namespace ExpertRouter.App.Tests.Evaluating.Encoders;

public sealed class DepartmentAdaptationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("department-adaptation-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_DepartmentWithWordsOfItsOwn_GainsByItsOwnPairs()
    {
        var recipe = await RecipeAsync();
        var lines = new List<string>();

        var report = await Adaptation().RunAsync(recipe, "lab", LayerVariant.Named(["dense"]), 1, Path.Combine(_folder, "models"), lines.Add, Cancel);

        var row = Assert.Single(report.Rows);
        Assert.Equal(("adapted to lab", "dense"), (row.Dataset, row.System));
        Assert.True(row.Metrics["home after"] > row.Metrics["home before"] + .2, Assert.Single(lines));
        Assert.All(row.Metrics.Values, value => Assert.InRange(value, 0, 1));
    }

    [Fact]
    public async Task RunAsync_DepartmentThatTheRecipeDoesNotName_SaysWhichItNames()
    {
        var recipe = await RecipeAsync();

        var error = await Assert.ThrowsAsync<ArgumentException>(() => Adaptation().RunAsync(recipe, "attic", LayerVariant.All, 1, _folder, _ => { }, Cancel));

        Assert.Contains("trains on office, lab; to adapt to 'attic'", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static DepartmentAdaptation Adaptation() => new(NullLogger<TextEncoder>.Instance, TimeProvider.System);

    /// <summary>In the office both sides use the same words, in the lab the second side has another word for each.</summary>
    private async Task<EncoderTrainingOptions> RecipeAsync()
    {
        var random = new Random(1);
        var lines = new List<string>();
        for (var i = 0; i < 800; i++)
        {
            int[] topics = [.. Enumerable.Range(0, 3).Select(_ => random.Next(40))];
            var (source, other) = i % 2 == 0 ? ("office", "office") : ("lab", "bench");
            lines.Add($$"""{"source": "{{source}}", "anchor": "{{Words(source)}}", "positive": "{{Words(other)}}"}""");

            string Words(string kind) => string.Join(' ', topics.Select(topic => $"{kind}{(char)('a' + (topic % 26))}{(char)('a' + (topic / 26))}"));
        }
        var file = Path.Combine(_folder, "pairs.jsonl");
        await File.WriteAllLinesAsync(file, lines, Cancel);
        return new EncoderTrainingOptions
        {
            PairFiles = [file], Sources = ["office", "lab"], Architecture = new EncoderArchitecture { Width = 32, Dimension = 32 }, Steps = 240, WarmUpSteps = 8, ValidateEvery = 240,
            PairBatch = 64, PairWeight = 1, ValidationShare = .3f, Threads = 1, MinimumWordDocuments = 1,
        };
    }
}
