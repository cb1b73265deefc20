using ExpertRouter.Evaluation.Trec;

namespace ExpertRouter.Evaluation.Tests.Trec;

public sealed class TrecQrelsFileTests
{
    [Fact]
    public void Read_WindowsLineEndsAndInterleavedQueries_AreAccepted()
    {
        var qrels = Read("q1 0 a 1\r\nq2\t0\tb\t0\r\n\r\nq1 0 c -1\r\n");

        Assert.Equal(["q1", "q2"], qrels.Queries);
        Assert.Equal(3, qrels.Count);
        Assert.Equal(-1, qrels["q1"]["c"]);
    }

    [Theory]
    [InlineData("q 0 a 1\nq 0 a 0\n", 2, "already judged")]
    [InlineData("q 0 a yes\n", 1, "not a whole number")]
    [InlineData("q 0 a 1.5\n", 1, "not a whole number")]
    [InlineData("q 0 a\n", 1, "this one has 3")]
    [InlineData("", 0, "holds no lines")]
    public void Read_BadInput_NamesFileLineAndReason(string text, int line, string reason)
    {
        var error = Assert.Throws<TrecFormatException>(() => Read(text));

        Assert.Equal(line, error.Line);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_ThenRead_GivesTheSameJudgments()
    {
        var qrels = new Qrels();
        qrels.Add("q2", "b", 2);
        qrels.Add("q1", "a", 0);
        var text = new StringWriter();

        TrecQrelsFile.Write(text, qrels);

        Assert.Equal("q2 0 b 2\nq1 0 a 0\n", text.ToString());
        Assert.Equal(["q2", "q1"], Read(text.ToString()).Queries);
    }

    private static Qrels Read(string text) => TrecQrelsFile.Read(new StringReader(text), "my.qrels");
}
