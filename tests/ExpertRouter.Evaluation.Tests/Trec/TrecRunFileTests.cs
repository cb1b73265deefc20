using ExpertRouter.Evaluation.Trec;

namespace ExpertRouter.Evaluation.Tests.Trec;

public sealed class TrecRunFileTests
{
    [Fact]
    public void Read_RanksContradictScores_ScoresWin()
    {
        var run = Read("q1 Q0 low 1 0.5 sys\nq1 Q0 high 2 7 sys\n");

        Assert.Equal("sys", run.Name);
        Assert.Equal(["high", "low"], run["q1"].Select(d => d.Document));
    }

    [Fact]
    public void Read_EqualScores_OrderByDocumentDescendingOrdinal()
    {
        // ordinal: '1' < 'B' < 'a', descending gives a, B, 10, 1
        var run = Read("q Q0 1 1 2.0 s\nq Q0 a 2 2.0 s\nq Q0 B 3 2.0 s\nq Q0 10 4 2.0 s\n");

        Assert.Equal(["a", "B", "10", "1"], run["q"].Select(d => d.Document));
    }

    [Fact]
    public void Read_ScoresThatDifferInDoublePrecisionOnly_DoNotTie()
    {
        // 1 and 1 + 1e-9 are the same single-precision number; a tie would put b first
        var run = Read("q Q0 a 1 1.000000001 s\nq Q0 b 2 1 s\n");

        Assert.Equal(["a", "b"], run["q"].Select(d => d.Document));
    }

    [Fact]
    public void Read_WindowsLineEndsTabsBlankLinesAndByteOrderMark_AreAccepted()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "\uFEFFq1\tQ0\td1\t1\t2.5\tsys\r\n\r\nq1 Q0  d2 2 1e-3 sys\r\n", new System.Text.UTF8Encoding(false));

            var run = TrecRunFile.Read(path);

            Assert.Equal(["q1"], run.Queries);
            Assert.Equal(["d1", "d2"], run["q1"].Select(d => d.Document));
            Assert.Equal("sys", run.Name);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Read_QueriesInterleaved_AreGathered()
    {
        var run = Read("q1 Q0 a 1 1 s\nq2 Q0 a 1 1 s\nq1 Q0 b 2 2 s\n");

        Assert.Equal(["q1", "q2"], run.Queries);
        Assert.Equal(["b", "a"], run["q1"].Select(d => d.Document));
    }

    [Theory]
    [InlineData("q Q0 a 1 1 s\nq Q0 b 2 NaN s\n", 2, "not finite")]
    [InlineData("q Q0 a 1 -Infinity s\n", 1, "not finite")]
    [InlineData("q Q0 a 1 high s\n", 1, "'high' is not a number")]
    [InlineData("q Q0 a 1 1,5 s\n", 1, "'1,5' is not a number")]
    [InlineData("\nq Q0 a 1 1\n", 2, "this one has 5")]
    [InlineData("q Q0 a 1 1 s extra\n", 1, "this one has 7")]
    [InlineData("q Q0 a 1 1 s\nr Q0 a 1 1 s\nq Q0 a 2 0.5 s\n", 3, "document 'a' was already ranked for query 'q' on line 1")]
    [InlineData("", 0, "holds no lines")]
    [InlineData("\r\n\r\n", 0, "holds no lines")]
    public void Read_BadInput_NamesFileLineAndReason(string text, int line, string reason)
    {
        var error = Assert.Throws<TrecFormatException>(() => Read(text));

        Assert.Equal(line, error.Line);
        Assert.StartsWith(line > 0 ? $"my.run:{line}: " : "my.run: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_ThenRead_GivesTheSameRanking()
    {
        var run = new Run("sys");
        run.Add("q2", [new("a", 0.25), new("b", 1.5)]);
        run.AddOrdered("q1", ["x", "y"]);
        var text = new StringWriter();

        TrecRunFile.Write(text, run);

        Assert.Equal("q2 Q0 b 1 1.5 sys\nq2 Q0 a 2 0.25 sys\nq1 Q0 x 1 2 sys\nq1 Q0 y 2 1 sys\n", text.ToString());
        Assert.Equal(run["q2"], Read(text.ToString())["q2"]);
    }

    [Fact]
    public void Write_IdWithBlank_Refuses()
    {
        var run = new Run("sys");
        run.AddOrdered("q", ["two words"]);

        Assert.Throws<ArgumentException>(() => TrecRunFile.Write(new StringWriter(), run));
    }

    [Fact]
    public void Add_DuplicateOrNanOrRepeatedQuery_Throws()
    {
        var run = new Run("sys");
        run.AddOrdered("q", ["a"]);

        Assert.Throws<ArgumentException>(() => run.AddOrdered("q", ["b"]));
        Assert.Throws<ArgumentException>(() => run.AddOrdered("r", ["b", "b"]));
        Assert.Throws<ArgumentException>(() => run.Add("r", [new("b", double.NaN)]));
    }

    private static Run Read(string text) => TrecRunFile.Read(new StringReader(text), "my.run");
}
