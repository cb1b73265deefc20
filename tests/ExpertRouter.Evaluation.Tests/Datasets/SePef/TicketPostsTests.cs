using ExpertRouter.Evaluation.Datasets.SePef;

namespace ExpertRouter.Evaluation.Tests.Datasets.SePef;

public sealed class TicketPostsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tickets").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void ReadPosts_Ticket_IsAQuestionAnsweredByItsAssignee()
    {
        var tickets = new TicketPosts(Write(
            """{"key":"AB-7","summary":"List<T> breaks","description":"it & more","component":"Core","created":"01/Feb/15 10:00","resolved":"03/Feb/15 10:00","assignee":"p2","reporter":"p1"}"""));

        var posts = tickets.ReadPosts().ToList();

        Assert.Equal("AB", tickets.Site);
        Assert.Equal(["AB-7", "AB-7"], posts.Select(post => tickets.PostName(post.Id)));
        Assert.Equal(["p1", "p2"], posts.Select(post => tickets.PersonName(post.Owner!.Value)));
        Assert.Equal(posts[1].Id, posts[0].AcceptedAnswer);
        Assert.Equal(posts[0].Id, posts[1].Question);
        Assert.Equal(new DateTimeOffset(2015, 2, 1, 10, 0, 0, TimeSpan.Zero), posts[0].Created, TimeSpan.FromMilliseconds(1));
        Assert.Equal(new DateTimeOffset(2015, 2, 3, 10, 0, 0, TimeSpan.Zero), posts[1].Created, TimeSpan.FromMilliseconds(1));
        Assert.Equal(["core"], posts[0].Tags);
    }

    [Fact]
    public void Build_Tickets_KeepsTextAndLooksAtNoRatio()
    {
        // ten tickets of one assignee, resolved the day they came; ratio 1 of mean 1 would exclude everybody
        var path = Write([.. Enumerable.Range(1, 10).Select(day =>
            $$"""{"key":"AB-{{day}}","summary":"List<T> & co","description":"d{{day}}","created":"{{day:00}}/Feb/15 10:00","assignee":"p2","reporter":"p1"}""")]);
        var output = Path.Combine(_folder, "out");

        var report = new SePefBuilder(SePefOptions.Small).Build([new TicketPosts(path)], output);

        var data = SePefDataset.Load(output);
        Assert.Equal(["p2"], data.Experts);
        // the boundary is the seventh ticket (share .6 of ten), so the first six are documents
        Assert.Equal(["AB-1", "AB-2", "AB-3", "AB-4", "AB-5", "AB-6"], data.Documents.Select(d => d.Id));
        Assert.Equal("List<T> & co d1", data.Documents[0].Body);
        Assert.Equal("List<T> & co d10", data.Queries[^1].Text);
        Assert.Equal((4, 2, 2), (report.Communities[0].TrainQueries, report.Communities[0].ValidQueries, report.Communities[0].TestQueries));
        Assert.Contains(report.Cautions, caution => caution.Contains("assignee", StringComparison.Ordinal));
    }

    [Fact]
    public void Evaluation_TicketFile_IsADump()
    {
        var path = Write([.. Enumerable.Range(1, 12).Select(day =>
            $$"""{"key":"AB-{{day}}","summary":"topic{{day % 2}} word","description":"text","created":"{{day:00}}/Feb/15 10:00","assignee":"p{{day % 2}}","reporter":"p9"}""")]);

        var report = SePefEvaluation.Run([path], Path.Combine(_folder, "out"), SePefOptions.Small);

        Assert.Equal(("AB", "counts"), (report.Rows[0].Dataset, report.Rows[0].System));
        Assert.Equal(1, report.Rows.Single(row => row.System == "BM25" && row.Dataset == "out test").Metrics["P@1"], 12);
    }

    private string Write(params string[] lines)
    {
        var path = Path.Combine(_folder, "AB.jsonl");
        File.WriteAllLines(path, lines);
        return path;
    }
}
