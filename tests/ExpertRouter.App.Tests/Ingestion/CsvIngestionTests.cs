using ExpertRouter.App.Ingestion;
using ExpertRouter.Core.Model;

namespace ExpertRouter.App.Tests.Ingestion;

public sealed class CsvIngestionTests
{
    [Fact]
    public async Task Run_PeopleAndDocuments_UnderOneNameShareThePeople()
    {
        await using var world = await IngestionWorld.CreateAsync();
        var people = world.Write("people.csv", "id,name,email,team,capacity\nann,\"Lee, Ann\",Ann@x.example,Control,3\nbo,Bo Berg,,,\n");
        var documents = world.Write("documents.csv", "ID;Title;Body;Tags;Authors;Created;Score\n1;\"A \"\"quoted\"\" title\";\"two\nlines\";\"a;B\";\"ann:author;bo@x.example:reviewer:0.4\";2025-03-14;7\n");

        await world.RunAsync("csv", people, name: "hr");
        var report = await world.RunAsync("csv", documents, name: "hr");

        Assert.Equal((1, 1, 0), (report.Run.Read, report.Run.New, report.Run.Rejected));
        var document = await world.DocumentAsync("1");
        Assert.Equal(("A \"quoted\" title", "two\nlines", 7), (document.Title, document.Body, document.Score));
        Assert.Equal(["a", "b"], document.Tags);
        var ann = await world.ExpertAsync("ann");
        Assert.Equal(("Lee, Ann", "ann@x.example", 3), (ann.Name, ann.Email, ann.Capacity));
        Assert.Contains(document.Authorships, a => a.ExpertId == ann.Id && a.Role == AuthorshipRole.Author);
        Assert.Contains(document.Authorships, a => a.Role == AuthorshipRole.Reviewer && a.Weight == 0.4);
    }

    [Fact]
    public async Task Run_HeaderThatIsNoCsv_NamesFileAndLine()
    {
        await using var world = await IngestionWorld.CreateAsync();
        var file = world.Write("lines.csv", "{\"id\":\"a\"},\"x\"y\n1,2\n");

        var error = await Assert.ThrowsAsync<IngestionException>(() => world.RunAsync("csv", file));

        Assert.Equal($"{file}:1: the header cannot be read: text after the closing quote of column 2.", error.Message);
    }

    [Fact]
    public async Task Run_BadRows_CostOnlyThemselves()
    {
        await using var world = await IngestionWorld.CreateAsync();
        var file = world.Write("d.csv", "id,title,body,score\n1,One,x,1\n2,Two,x\n3,\"Three\"!,x,1\n4,Four,x,many\n5,\"Five never closed,x,1\n6,Six,x,1\n");

        var report = await world.RunAsync("csv", file);

        Assert.Equal(["1", "6"], (await world.DocumentsAsync()).Select(document => document.ExternalId));
        var rejects = await IngestionWorld.RejectsAsync(report);
        Assert.Equal(4, rejects.Length);
        Assert.Contains("\"line\":3,\"reason\":\"the row has 3 columns, the header has 4\"", rejects[0], StringComparison.Ordinal);
        Assert.Contains("\"line\":4,\"reason\":\"text after the closing quote of column 2\"", rejects[1], StringComparison.Ordinal);
        Assert.Contains("\"line\":5,\"reason\":\"field 'score' is", rejects[2], StringComparison.Ordinal);
        Assert.Contains("\"line\":6,\"reason\":\"a quote is never closed\"", rejects[3], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id,body\n1,x\n", "'title'")]
    [InlineData("colour,size\nred,1\n", "do not tell what the rows are")]
    public async Task Run_MissingColumns_NamesThem(string text, string expected)
    {
        await using var world = await IngestionWorld.CreateAsync();
        var file = world.Write("d.csv", text);

        var error = await Assert.ThrowsAsync<IngestionException>(() => world.RunAsync("csv", file));

        Assert.Contains("d.csv:1:", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }
}
