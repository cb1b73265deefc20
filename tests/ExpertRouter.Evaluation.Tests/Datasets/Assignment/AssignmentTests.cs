using ExpertRouter.Evaluation.Datasets.Assignment;
using ExpertRouter.Learning.Assignment;

namespace ExpertRouter.Evaluation.Tests.Datasets.Assignment;

public sealed class AssignmentTests
{
    [Fact]
    public void Load_BothLayouts_ReadTheSameMoment()
    {
        // Excel day 43251.4375 is 2018-05-31 10:30.
        var folder = Directory.CreateTempSubdirectory("issues").FullName;
        try
        {
            var jira = Path.Combine(folder, "P.jsonl");
            var sheet = Path.Combine(folder, "S.jsonl");
            File.WriteAllText(jira, """
                {"key":"P-7","summary":"a","description":"b","component":"Text extraction, AFM","created":"31/May/18 10:30","resolved":"01/Jun/18 10:30","assignee":"x","reporter":"y"}
                {"key":"P-8","summary":"a","created":"4 days ago","assignee":"x"}
                {"key":"P-9","summary":"a","created":"31/May/18 10:30","assignee":"queue:dev"}
                {"key":"P-10","summary":"a","created":"31/May/18 10:30","assignee":null}
                """);
            File.WriteAllText(sheet, """{"n":3,"summary":"a","description":"b","assignee":"x","created_excel":"43251.4375"}""");

            var first = Assert.Single(IssueCollection.Load(jira).Issues);
            var second = Assert.Single(IssueCollection.Load(sheet).Issues);

            Assert.Equal(43251.4375, first.Created, 6);
            Assert.Equal(first.Created + 1, first.Resolved!.Value, 6);
            Assert.Equal(["textextraction", "afm"], first.Components);
            Assert.Equal(7, first.Number);
            Assert.Equal(43251.4375, second.Created, 6);
            Assert.Equal("3", second.Id);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Load_BrokenLine_NamesFileAndLine()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "{\"key\":\"P-1\",\"assignee\":null}\n{oops\n");

            var exception = Assert.Throws<InvalidDataException>(() => IssueCollection.Load(path));

            Assert.Contains($"{path}:2", exception.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Split_TenPastIssues_MakeAnExpertAndNineDoNot()
    {
        // 25 issues: the first 20 are the past. x has 10 of them, y 9, z 1.
        var split = new AssignmentSplit(Issues(25, number => number < 10 ? "x" : number < 19 ? "y" : number < 20 ? "z" : "x"));

        Assert.Equal(20, split.Train);
        Assert.Equal(["x"], split.Experts);
        Assert.Equal(5, split.Queries.Count());
    }

    [Fact]
    public void Split_NobodyWithTen_SaysSo()
    {
        var exception = Assert.Throws<InvalidDataException>(() => new AssignmentSplit(Issues(10, _ => "x")));

        Assert.Contains("too small", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_RulesWithoutText_HaveHandWorkedAccuracy()
    {
        // Past: 240 issues, x takes the first 130, y the other 110. Most frequent: x. Last 200: 90 by x, 110 by y: y.
        // Queries: 60, all by y, reported by y. Most frequent 0, recent 1, reporter first 1.
        var report = AssignmentEvaluation.Run(Issues(300, number => number < 130 ? "x" : "y", reporter: "y"));

        Assert.Equal(0, Value(report, "most frequent"));
        Assert.Equal(1, Value(report, "recent (last 200)"));
        Assert.Equal(1, Value(report, "reporter first, then most frequent"));
        Assert.Equal(60, report.Rows[0].Queries);
    }

    [Fact]
    public void Run_RollingMixture_FollowsTheWordsAndItsPast()
    {
        // Words decide: red issues go to x, blue ones to y, in turns.
        var report = AssignmentEvaluation.Run(Issues(
            600, number => number % 2 == 0 ? "x" : "y", text: number => number % 2 == 0 ? "red paint" : "blue paint"));

        Assert.Equal(1, Value(report, AssignmentEvaluation.DefaultSystem));
        Assert.True(report.Rows.Single(row => row.System == AssignmentEvaluation.DefaultSystem).Default);
    }

    [Fact]
    public void Features_OutcomeOfTheIssueItself_IsNotUsed()
    {
        var before = Features("x");
        var after = Features("y");

        Assert.Equal(before, after);

        static float[] Features(string lastAssignee)
        {
            var split = new AssignmentSplit(Issues(30, number => number == 29 ? lastAssignee : number % 2 == 0 ? "x" : "y"));
            var mixture = new AssignmentMixture(split.Experts.Count, () => split.Terms);
            for (var issue = 0; issue < 29; issue++) mixture.Learn(mixture.File(split.CaseOf(issue)), split.Assignee[issue]);
            return mixture.File(split.CaseOf(29)).Features.Features;
        }
    }

    private static double Value(Evaluation.Experiments.EvaluationReport report, string system) =>
        report.Rows.Single(row => row.System == system).Metrics["acc@1"];

    private static IssueCollection Issues(
        int count, Func<int, string> assignee, Func<int, string>? text = null, string? reporter = null) =>
        new("set", Enumerable.Range(0, count).Select(number => new AssignedIssue
        {
            Id = $"P-{number}",
            Created = number,
            Number = number,
            Text = text?.Invoke(number) ?? "same words",
            Reporter = reporter,
            Assignee = assignee(number),
        }));
}
