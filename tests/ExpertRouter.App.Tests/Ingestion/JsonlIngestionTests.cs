using System.Text;
using ExpertRouter.App.Ingestion;
using ExpertRouter.Core.Model;
using ExpertRouter.Data.Providers;
using ExpertRouter.Testing;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Tests.Ingestion;

public sealed class JsonlIngestionTests
{
    private const string Sample = """
        {"type":"group","id":"osprey","name":"Project Osprey","members":["maya","Idris@Example.org"]}
        {"type":"person","id":"maya","name":"Maya Kowalczyk","email":"Maya@example.org","team":"Control","capacity":4,"availability":"busy"}
        {"type":"model","id":"helper","name":"Fault Helper","owner":"maya","areas":["Fault Codes"],"costPerRequest":0.02,"latencySeconds":4}
        {"type":"area","name":"Brakes","synonyms":["Bleeding"],"description":"Hydraulics."}
        {"type":"document","id":"d1","kind":"postmortem","title":"Ramp stop","body":"Text","tags":["Brakes"],"created":"2025-03-14T09:20:00+02:00","groups":["osprey"],"authors":[{"expert":"maya","role":"author"},{"expert":"ghost","role":"reviewer","weight":0.4}],"requester":"maya"}
        """;

    [Theory, DatabaseData]
    public async Task Run_AllTypes_StoresEveryFieldOnce(DatabaseProvider provider)
    {
        await using var world = await IngestionWorld.CreateAsync(provider);
        var file = world.Write("all.jsonl", Sample);

        var report = await world.RunAsync("jsonl", file);

        Assert.Equal((5, 5, 0, 0, 0), (report.Run.Read, report.Run.New, report.Run.Changed, report.Run.Unchanged, report.Run.Rejected));
        Assert.Equal(IngestionStatus.Completed, report.Run.Status);
        Assert.Equal(1, report.Placeholders);
        var document = await world.DocumentAsync("d1");
        Assert.Equal(DocumentKind.PostMortem, document.Kind);
        Assert.Equal(new DateTimeOffset(2025, 3, 14, 7, 20, 0, TimeSpan.Zero), document.CreatedAt);
        Assert.Equal(["brakes"], document.Tags);
        Assert.Equal(["osprey"], document.VisibilityGroups);
        var maya = await world.ExpertAsync("maya");
        var ghost = await world.ExpertAsync("ghost");
        Assert.Equal("maya@example.org", maya.Email);
        Assert.Equal(Availability.Busy, maya.Availability);
        Assert.Equal(
            [(maya.Id, AuthorshipRole.Author, 1.0), (maya.Id, AuthorshipRole.Asker, 1.0), (ghost.Id, AuthorshipRole.Reviewer, 0.4)],
            document.Authorships.OrderBy(a => a.ExpertId).ThenBy(a => a.Role).Select(a => (a.ExpertId, a.Role, a.Weight)));
        await using var db = world.Database.CreateDbContext();
        Assert.Equal(["idris@example.org", "maya@example.org"], (await db.VisibilityGroups.SingleAsync(TestContext.Current.CancellationToken)).Members);
        Assert.Equal(["bleeding"], (await db.KnowledgeAreas.SingleAsync(TestContext.Current.CancellationToken)).Synonyms);
        Assert.Equal(ExpertKind.ExpertModel, (await world.ExpertAsync("helper")).Kind);
    }

    [Theory, DatabaseData]
    public async Task Run_Twice_ChangesNothing(DatabaseProvider provider)
    {
        await using var world = await IngestionWorld.CreateAsync(provider);
        var file = world.Write("all.jsonl", Sample);
        await world.RunAsync("jsonl", file);
        var before = await world.DocumentAsync("d1");
        await using var db = world.Database.CreateDbContext();
        var outboxBefore = await db.Outbox.CountAsync(TestContext.Current.CancellationToken);

        var report = await world.RunAsync("jsonl", file);

        Assert.Equal((5, 0, 0, 5, 0), (report.Run.Read, report.Run.New, report.Run.Changed, report.Run.Unchanged, report.Run.Rejected));
        Assert.Equal(before.ChangeSequence, (await world.DocumentAsync("d1")).ChangeSequence);
        Assert.Equal(outboxBefore, await db.Outbox.CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Run_DocumentChanged_UpdatesTextAuthorsAndSequence()
    {
        await using var world = await IngestionWorld.CreateAsync();
        var file = world.Write("d.jsonl", """{"type":"document","id":"d1","title":"Old","authors":[{"expert":"a"},{"expert":"b"}]}""");
        await world.RunAsync("jsonl", file);
        var before = await world.DocumentAsync("d1");
        world.Write("d.jsonl", """{"type":"document","id":"d1","title":"New","authors":[{"expert":"b","weight":0.5},{"expert":"c"}]}""");

        var report = await world.RunAsync("jsonl", file);

        var after = await world.DocumentAsync("d1");
        Assert.Equal((1, 0, 1), (report.Run.Read, report.Run.New, report.Run.Changed));
        Assert.Equal("New", after.Title);
        Assert.Equal(before.Id, after.Id);
        Assert.Equal(before.CreatedAt, after.CreatedAt);
        Assert.True(after.ChangeSequence > before.ChangeSequence);
        var (b, c) = (await world.ExpertAsync("b"), await world.ExpertAsync("c"));
        Assert.Equal([(b.Id, 0.5), (c.Id, 1.0)], after.Authorships.OrderBy(a => a.ExpertId).Select(a => (a.ExpertId, a.Weight)));
    }

    [Fact]
    public async Task Run_BadRows_AreKeptWithFileLineAndFieldAndTheRestGoesIn()
    {
        await using var world = await IngestionWorld.CreateAsync();
        var file = world.Write("bad.jsonl", """
            {"type":"document","id":"ok1","title":"First"}
            {"type":"document","id":"no-title"}
            {"type":"person","id":"p"}
            {"type":"animal","id":"x"}
            not json
            {"type":"document","id":"w","title":"Weight","authors":[{"expert":"a","weight":1.5}]}
            {"type":"document","id":"f","title":"Future","created":"2199-01-01"}
            {"type":"document","id":"ok2","title":"Last"
            """);

        var report = await world.RunAsync("jsonl", file);

        Assert.Equal((8, 1, 7), (report.Run.Read, report.Run.New, report.Run.Rejected));
        var rejects = await IngestionWorld.RejectsAsync(report);
        Assert.Equal(7, rejects.Length);
        Assert.Contains("\"line\":2,\"reason\":\"field 'title' is missing or empty\"", rejects[0], StringComparison.Ordinal);
        Assert.Contains("field 'name' is missing", rejects[1], StringComparison.Ordinal);
        Assert.Contains(rejects, line => line.Contains("\"line\":6,", StringComparison.Ordinal) && line.Contains("'authors.weight' of 'a'", StringComparison.Ordinal));
        Assert.Contains(rejects, line => line.Contains("\"line\":7,", StringComparison.Ordinal) && line.Contains("in the future", StringComparison.Ordinal));
        Assert.Contains("\"line\":5,\"reason\":\"not valid JSON, byte 2 of the line\"", rejects[3], StringComparison.Ordinal);
        Assert.Contains(rejects, line => line.Contains("\"line\":8,", StringComparison.Ordinal) && line.Contains("not valid JSON", StringComparison.Ordinal));
        Assert.All(rejects, line => Assert.Contains("bad.jsonl", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_IdWithTwoContents_KeepsTheFirstOnEveryRun()
    {
        await using var world = await IngestionWorld.CreateAsync(batchSize: 1);
        var file = world.Write("d.jsonl", """
            {"type":"document","id":"d1","title":"First"}
            {"type":"document","id":"d1","title":"First"}
            {"type":"document","id":"d1","title":"Second"}
            """);

        var first = await world.RunAsync("jsonl", file);
        var second = await world.RunAsync("jsonl", file);

        Assert.Equal((3, 1, 0, 1, 1), (first.Run.Read, first.Run.New, first.Run.Changed, first.Run.Unchanged, first.Run.Rejected));
        Assert.Equal((3, 0, 0, 2, 1), (second.Run.Read, second.Run.New, second.Run.Changed, second.Run.Unchanged, second.Run.Rejected));
        Assert.Equal("First", (await world.DocumentAsync("d1")).Title);
    }

    [Fact]
    public async Task Run_UnknownField_WarnsOncePerFile()
    {
        await using var world = await IngestionWorld.CreateAsync();
        var file = world.Write("d.jsonl", """
            {"type":"document","id":"d1","title":"A","colour":"red"}
            {"type":"document","id":"d2","title":"B","colour":"blue"}
            """);

        var report = await world.RunAsync("jsonl", file);

        Assert.Equal((2, 2, 0), (report.Run.Read, report.Run.New, report.Run.Rejected));
        Assert.Contains("d.jsonl:1: unknown field 'colour'", Assert.Single(report.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_AnswerBeforeItsQuestion_GetsTitleAndTagsAndStaysUnchanged()
    {
        await using var world = await IngestionWorld.CreateAsync(batchSize: 1);
        var file = world.Write("qa.jsonl", """
            {"type":"document","id":"a1","kind":"answer","body":"Because.","parent":"q1"}
            {"type":"document","id":"q1","kind":"question","title":"Why?","tags":["x"]}
            {"type":"document","id":"a2","kind":"answer","body":"So.","parent":"q1"}
            """);

        await world.RunAsync("jsonl", file);
        var again = await world.RunAsync("jsonl", file);

        Assert.Equal((0, 0, 3), (again.Run.New, again.Run.Changed, again.Run.Unchanged));
        var early = await world.DocumentAsync("a1");
        var late = await world.DocumentAsync("a2");
        Assert.Equal(("Why?", "Why?"), (early.Title, late.Title));
        Assert.Equal(["x"], early.Tags);
        Assert.Equal(["x"], late.Tags);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-8")]
    public async Task Run_FileWithByteOrderMark_IsReadInItsEncoding(string encodingName)
    {
        await using var world = await IngestionWorld.CreateAsync();
        var encoding = Encoding.GetEncoding(encodingName);
        var file = world.Write("d.jsonl", [.. encoding.GetPreamble(), .. encoding.GetBytes("{\"type\":\"document\",\"id\":\"d1\",\"title\":\"Zürich 漢字\"}\r\n{\"type\":\"document\",\"id\":\"d2\",\"title\":\"x\"}")]);

        var report = await world.RunAsync("jsonl", file);

        Assert.Equal((2, 2), (report.Run.Read, report.Run.New));
        Assert.Equal("Zürich 漢字", (await world.DocumentAsync("d1")).Title);
    }

    [Fact]
    public async Task Run_Latin1Bytes_RejectsThatLineAndSaysHowToConvert()
    {
        await using var world = await IngestionWorld.CreateAsync();
        var file = world.Write("d.jsonl", Encoding.Latin1.GetBytes("{\"type\":\"document\",\"id\":\"d1\",\"title\":\"Zürich\"}\n{\"type\":\"document\",\"id\":\"d2\",\"title\":\"x\"}\n"));

        var report = await world.RunAsync("jsonl", file);

        Assert.Equal((2, 1, 1), (report.Run.Read, report.Run.New, report.Run.Rejected));
        var reject = Assert.Single(await IngestionWorld.RejectsAsync(report));
        Assert.Contains("not valid UTF-8 (byte 0xFC", reject, StringComparison.Ordinal);
        Assert.Contains("iconv", reject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_HalfACharacter_RejectsThatLineOnly()
    {
        await using var world = await IngestionWorld.CreateAsync();
        var file = world.Write("d.jsonl", """
            {"type":"document","id":"d1","title":"lone \ud800 half"}
            {"type":"document","id":"d2","title":"x","authors":["\udc00"]}
            {"type":"document","id":"d3","title":"whole \ud83e\udd80"}
            """);

        var report = await world.RunAsync("jsonl", file);

        Assert.Equal((3, 1, 2), (report.Run.Read, report.Run.New, report.Run.Rejected));
        Assert.All(await IngestionWorld.RejectsAsync(report), reject => Assert.Contains("half a character", reject, StringComparison.Ordinal));
        Assert.Equal("whole \U0001F980", (await world.DocumentAsync("d3")).Title);
    }

    [Fact]
    public async Task Run_MissingFile_SaysSo()
    {
        await using var world = await IngestionWorld.CreateAsync();

        var error = await Assert.ThrowsAsync<IngestionException>(() => world.RunAsync("jsonl", Path.Combine(world.Folder, "none.jsonl")));

        Assert.Contains("none.jsonl: there is no such file", error.Message, StringComparison.Ordinal);
    }
}
