using ExpertRouter.Evaluation.Experiments;
using ExpertRouter.Evaluation.Trec;

namespace ExpertRouter.Evaluation.Tests.Experiments;

public sealed class ScoreEvaluationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("score").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Run_TwoFiles_GivesOneRowNamedAfterQrelsAndTag()
    {
        var qrels = Write("toy.qrels", "q1 0 a 1\nq2 0 a 1\n");
        var run = Write("my.run", "q1 Q0 b 1 2 sys\nq1 Q0 a 2 1 sys\n");

        var report = ScoreEvaluation.Run(qrels, run);
        var complete = ScoreEvaluation.Run(qrels, run, complete: true);

        var row = Assert.Single(report.Rows);
        Assert.Equal(("evaluate score", "toy", "sys", 1), (report.Command, row.Dataset, row.System, row.Queries));
        Assert.Equal(0.5, row.Metrics["MRR"], 12);
        Assert.Contains("1 judged queries are not in the run", Assert.Single(row.Notes!), StringComparison.Ordinal);
        // with the missing query as 0: (1/2 + 0)/2
        Assert.Equal(0.25, complete.Rows[0].Metrics["MRR"], 12);
        Assert.Null(complete.Rows[0].Notes);
    }

    [Fact]
    public void Run_BadLine_NamesTheFile()
    {
        var qrels = Write("toy.qrels", "q1 0 a 1\n");
        var run = Write("my.run", "q1 Q0 a 1 NaN sys\n");

        var error = Assert.Throws<TrecFormatException>(() => ScoreEvaluation.Run(qrels, run));

        Assert.StartsWith($"{run}:1: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MarkdownTable_MarksDefaultAndSignificance()
    {
        var report = new EvaluationReport("evaluate score", [
            new EvaluationRow
            {
                Dataset = "toy", System = "new", Queries = 9, Default = true,
                Metrics = new Dictionary<string, double> { ["MRR"] = 0.51249, ["P@1"] = 0.25 },
                PValues = new Dictionary<string, double> { ["MRR"] = 0.009, ["P@1"] = 0.04 },
            },
            new EvaluationRow { Dataset = "toy", System = "old", Queries = 9, Metrics = new Dictionary<string, double> { ["MRR"] = 0.4 }, Notes = ["careful"] },
        ]);

        Assert.Equal(
            """
            | toy   |   n |    MRR |    P@1 |
            | ----- | --: | -----: | -----: |
            | new * |   9 | 0.512‡ | 0.250† |
            | old   |   9 |  0.400 |        |

            old: careful

            """.ReplaceLineEndings("\n"),
            MarkdownTable.Of(report));
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
