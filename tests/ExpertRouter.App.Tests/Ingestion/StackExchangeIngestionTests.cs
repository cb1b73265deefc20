using ExpertRouter.App.Ingestion;
using ExpertRouter.Core.Model;
using ExpertRouter.Data.Providers;
using ExpertRouter.Testing;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Tests.Ingestion;

public sealed class StackExchangeIngestionTests
{
    private const string Posts = """
        <?xml version="1.0" encoding="utf-8"?>
        <posts>
          <row Id="1" PostTypeId="1" AcceptedAnswerId="3" CreationDate="2016-08-02T15:39:14.947" Score="5" Body="&lt;p&gt;What is &lt;code&gt;x&lt;/code&gt; &amp;amp; y?&lt;/p&gt;&#xA;&lt;pre&gt;&lt;code&gt;int x = 1;&lt;/code&gt;&lt;/pre&gt;" OwnerUserId="8" Title="What is &quot;x&quot;?" Tags="&lt;Alpha&gt;&lt;beta&gt;" />
          <row Id="2" PostTypeId="2" ParentId="1" CreationDate="2016-08-02T16:00:00.000" Score="-1" Body="&lt;p&gt;No.&lt;/p&gt;" OwnerDisplayName="gone" />
          <row Id="3" PostTypeId="2" ParentId="1" CreationDate="2016-08-02T17:00:00.000" Score="9" Body="&lt;p&gt;Yes.&lt;/p&gt;" OwnerUserId="9" />
          <row Id="4" PostTypeId="5" CreationDate="2016-08-02T17:00:00.000" Body="wiki" />
          <row Id="5" PostTypeId="2" ParentId="1" CreationDate="2016-08-02T17:30:00.000" Score="0" Body="x" />
        </posts>
        """;

    private const string Users = """
        <?xml version="1.0" encoding="utf-8"?>
        <users>
          <row Id="-1" DisplayName="Community" />
          <row Id="8" DisplayName="Ann Smith" Location="Oslo" AboutMe="&lt;p&gt;Hi&lt;/p&gt;" />
        </users>
        """;

    [Theory, DatabaseData]
    public async Task Run_WholeDump_StoresQuestionsAnswersPeopleAndAreas(DatabaseProvider provider)
    {
        await using var world = await IngestionWorld.CreateAsync(provider);
        world.Write("site/Posts.xml", Posts);
        world.Write("site/Users.xml", Users);
        world.Write("site/Tags.xml", """<tags><row Id="1" TagName="alpha" Count="3" /><row Id="2" TagName="beta" Count="1" /></tags>""");
        world.Write("site/Badges.xml", """<badges><row Id="1" UserId="8" Name="Beta" Class="3" TagBased="True" /><row Id="2" UserId="8" Name="Teacher" Class="3" TagBased="False" /></badges>""");
        world.Write("site/Votes.xml", """<votes><row Id="1" PostId="5" VoteTypeId="1" /><row Id="2" PostId="2" VoteTypeId="2" /></votes>""");
        world.Write("site/Comments.xml", """<comments><row Id="7" PostId="3" Score="4" Text="Also see z." UserId="8" /><row Id="8" PostId="3" Score="0" Text="+1" UserId="8" /></comments>""");

        var report = await world.Ingestion.RunAsync(
            new IngestionRequest("stackexchange", [Path.Combine(world.Folder, "site"), "site=https://x.example/"]), null, TestContext.Current.CancellationToken);

        // 2 tags + 2 users + 4 posts + 1 comment; the wiki post and the comment nobody liked are passed over.
        Assert.Equal((9, 9, 0), (report.Run.Read, report.Run.New, report.Run.Rejected));
        Assert.Equal("site", report.SourceName);
        var question = await world.DocumentAsync("1");
        Assert.Equal("What is x & y?", question.Body);
        Assert.Equal("int x = 1;", question.Code);
        Assert.Equal("What is \"x\"?", question.Title);
        Assert.Equal(["alpha", "beta"], question.Tags);
        Assert.Equal("https://x.example/q/1", question.Url);
        Assert.Equal(AuthorshipRole.Asker, Assert.Single(question.Authorships).Role);
        var accepted = await world.DocumentAsync("3");
        Assert.Equal((DocumentKind.Answer, "What is \"x\"?", true, 9, "1"), (accepted.Kind, accepted.Title, accepted.IsAccepted, accepted.Score, accepted.ParentExternalId));
        Assert.Equal(["alpha", "beta"], accepted.Tags);
        Assert.False((await world.DocumentAsync("2")).IsAccepted);
        var voted = await world.DocumentAsync("5");
        Assert.True(voted.IsAccepted);
        Assert.Empty(voted.Authorships);
        Assert.Equal(("What is \"x\"?", "Also see z."), ((await world.DocumentAsync("c7")).Title, (await world.DocumentAsync("c7")).Body));
        var ann = await world.ExpertAsync("8");
        Assert.Equal(("Ann Smith", "Oslo", "Hi"), (ann.Name, ann.Location, ann.About));
        Assert.Equal(["beta"], ann.DeclaredAreas);
        Assert.True((await world.ExpertAsync("-1")).IsServiceAccount);
        Assert.Equal("gone", (await world.ExpertAsync("name:gone")).Name);
        Assert.Equal("User 9", (await world.ExpertAsync("9")).Name);
    }

    [Fact]
    public async Task Run_MalformedRows_CostOnlyThemselves()
    {
        await using var world = await IngestionWorld.CreateAsync();
        world.Write("site/Posts.xml", """
            <?xml version="1.0" encoding="utf-8"?>
            <posts>
              <row Id="1" PostTypeId="1" CreationDate="2016-08-02T15:39:14.947" Body="a" Title="T1" />
              <row Id="2" PostTypeId="1" CreationDate="2016-08-02T15:39:14.947" Body="a" Title="never closed
              <row Id="3" PostTypeId="1" CreationDate="2016-08-02T15:39:14.947" Body="a & b" Title="bare ampersand" />
              <row Id="4" PostTypeId="1" CreationDate="yesterday" Body="a" Title="no date" />
              <row Id="5" CreationDate="2016-08-02T15:39:14.947" Body="a" Title="no type" />
              <row Id="6" PostTypeId="1" CreationDate="2016-08-02T15:39:14.947"
                   Body="over two lines" Title="T6" />
              <row Id="7" PostTypeId="1" CreationDate="2016-08-02T15:39:14.947" Body="the file ends he
            """);

        var report = await world.RunAsync("stackexchange", Path.Combine(world.Folder, "site"));

        Assert.Equal((7, 2, 5), (report.Run.Read, report.Run.New, report.Run.Rejected));
        Assert.Equal(["1", "6"], (await world.DocumentsAsync()).Select(document => document.ExternalId));
        var rejects = await IngestionWorld.RejectsAsync(report);
        Assert.Equal([4, 5, 6, 7, 10], rejects.Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("line").GetInt32()));
        Assert.Contains("cut off", rejects[0], StringComparison.Ordinal);
        Assert.Contains("bare '&' in attribute 'Body'", rejects[1], StringComparison.Ordinal);
        Assert.Contains("'CreationDate' is 'yesterday'", rejects[2], StringComparison.Ordinal);
        Assert.Contains("'PostTypeId' is missing", rejects[3], StringComparison.Ordinal);
        Assert.Contains("truncated", rejects[4], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_PostOfFiveMegabytes_IsStoredWhole()
    {
        await using var world = await IngestionWorld.CreateAsync();
        var body = string.Concat(Enumerable.Repeat("word ", 1_048_576)).TrimEnd();
        world.Write("site/Posts.xml", $"<posts>\n<row Id=\"1\" PostTypeId=\"1\" CreationDate=\"2016-08-02\" Body=\"{body}\" Title=\"Long\" />\n</posts>");

        var report = await world.RunAsync("stackexchange", Path.Combine(world.Folder, "site"));

        Assert.Equal((1, 0), (report.Run.New, report.Run.Rejected));
        Assert.Equal(body, (await world.DocumentAsync("1")).Body);
    }

    [Fact]
    public async Task Run_FolderWithoutPosts_SaysWhatIsMissing()
    {
        await using var world = await IngestionWorld.CreateAsync();

        var error = await Assert.ThrowsAsync<IngestionException>(() => world.RunAsync("stackexchange", world.Folder));

        Assert.Contains("no Posts.xml", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ai", 421, 749, 212)]
    [InlineData("beer", 663, 1572, 410)]
    [InlineData("coffee", 225, 327, 105)]
    public async Task Run_RealDump_HasTheKnownCountsTwice(string site, int questions, int answers, int accepted)
    {
        var shared = Environment.GetEnvironmentVariable("EXPERTROUTER_SHARED");
        Assert.SkipWhen(string.IsNullOrEmpty(shared), "set EXPERTROUTER_SHARED to the folder with data/stackexchange");
        await using var world = await IngestionWorld.CreateAsync();
        var folder = Path.Combine(shared!, "data", "stackexchange", site);

        var first = await world.RunAsync("stackexchange", folder);
        var second = await world.RunAsync("stackexchange", folder);

        await using var db = world.Database.CreateDbContext();
        Assert.Equal(questions, await db.Documents.CountAsync(document => document.Kind == DocumentKind.Question, TestContext.Current.CancellationToken));
        Assert.Equal(answers, await db.Documents.CountAsync(document => document.Kind == DocumentKind.Answer, TestContext.Current.CancellationToken));
        Assert.InRange(await db.Documents.CountAsync(document => document.IsAccepted, TestContext.Current.CancellationToken), accepted, accepted + 1);
        Assert.Equal(0, first.Run.Rejected);
        Assert.Equal((first.Run.Read, 0, 0), (second.Run.Unchanged, second.Run.New, second.Run.Changed));
    }
}
