using ExpertRouter.Evaluation.Datasets.Trees;
using ExpertRouter.Evaluation.Experiments;
using ExpertRouter.Evaluation.Tests.Trec;

namespace ExpertRouter.Evaluation.Tests.Datasets.Trees;

public sealed class TreesEvaluationTests
{
    /// <summary>Meta-CMAB, ET, IET and Oracle of a numpy port, other random numbers; three of the twelve settings, to keep the suite short.</summary>
    [Theory]
    [InlineData(4, 2, 1, .843, .845, .832, .842)]
    [InlineData(4, 2, 4, .498, .835, .835, .850)]
    [InlineData(4, 16, 4, .498, .830, .795, .850)]
    public void Run_Mushroom_IsWithinThreeHundredthsOfTheReference(
        int experts, int features, int regions, double meta, double tree, double incremental, double oracle)
    {
        var table = CategoricalTable.Load(SharedData.Path("expertise-trees", "mushroom.csv"));

        var report = TreesEvaluation.Run([table], [new TreeCell(experts, features, regions)], TreesEvaluation.ReferenceSeeds);

        Assert.Equal(["Meta-CMAB", "ET", "IET", "KNN", "Oracle"], report.Rows.Select(row => row.System));
        Assert.All(report.Rows, row => Assert.Equal($"mushroom N={experts} g={features} R={regions}", row.Dataset));
        Assert.Equal(meta, Reward(report, "Meta-CMAB"), .03);
        Assert.Equal(tree, Reward(report, "ET"), .03);
        Assert.Equal(incremental, Reward(report, "IET"), .03);
        Assert.Equal(oracle, Reward(report, "Oracle"), .03);
    }

    [Fact]
    public void Run_FourClasses_LearnsThere()
    {
        // Any table of the layout will do: here the class follows from the two columns.
        var path = Path.Combine(Path.GetTempPath(), $"four-{Guid.CreateVersion7()}.csv");
        File.WriteAllLines(path, ["a,b,class", .. Enumerable.Range(0, 400).Select(i => $"a{i % 2},b{i / 2 % 2},c{i % 4}")]);
        try
        {
            var report = TreesEvaluation.Run([CategoricalTable.Load(path)], [new TreeCell(4, 16, 4)], seeds: 1);

            Assert.True(Reward(report, "ET") > Reward(report, "Meta-CMAB") + .1);
            Assert.Contains("only 4 one-hot columns", Assert.Single(report.Rows[0].Notes!), StringComparison.Ordinal);
            Assert.Equal(.25, report.Bounds!.Single(row => row.System == "random").Metrics["reward"]);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Run_Twice_GivesTheSameRewards()
    {
        var path = Path.Combine(Path.GetTempPath(), $"two-{Guid.CreateVersion7()}.csv");
        File.WriteAllLines(path, ["a,class", .. Enumerable.Range(0, 50).Select(i => $"a{i % 3},{i % 2}")]);
        try
        {
            var table = CategoricalTable.Load(path);

            var first = TreeSimulation.Run(table, new TreeCell(4, 2, 16), seed: 1);
            var second = TreeSimulation.Run(table, new TreeCell(4, 2, 16), seed: 1);

            Assert.Equal(first.Runs.Select(run => run.Reward), second.Runs.Select(run => run.Reward));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Run_FolderWithoutTables_SaysWhatIsNeeded()
    {
        var folder = Directory.CreateTempSubdirectory("no-tables-").FullName;
        try
        {
            var exception = Assert.Throws<InvalidDataException>(() => TreesEvaluation.Run(folder));

            Assert.Contains("holds no .csv", exception.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder);
        }
    }

    private static double Reward(EvaluationReport report, string system) => report.Rows.Single(row => row.System == system).Metrics["reward"];
}
