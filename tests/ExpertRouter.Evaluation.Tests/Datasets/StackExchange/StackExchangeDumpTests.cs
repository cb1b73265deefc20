using System.Text;
using ExpertRouter.Evaluation.Datasets.StackExchange;

namespace ExpertRouter.Evaluation.Tests.Datasets.StackExchange;

public sealed class StackExchangeDumpTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dump").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void ReadPosts_FileWithByteOrderMark_GivesQuestionsAndAnswersOnly()
    {
        Write("""
            <row Id="1" PostTypeId="1" AcceptedAnswerId="3" CreationDate="2014-01-21T20:26:05.383" Score="18" Body="&lt;p&gt;What?&lt;/p&gt;&#xA;" OwnerUserId="7" Title="A title" Tags="&lt;hops&gt;&lt;dry-hopping&gt;" />
            <row Id="2" PostTypeId="5" CreationDate="2014-01-21T20:27:00.000" Score="0" Body="wiki" />
            <row Id="3" PostTypeId="2" ParentId="1" CreationDate="2014-01-21T20:28:00.001" Score="-2" Body="answer" />
            """);

        var posts = new StackExchangeDump(_folder).ReadPosts().ToList();

        Assert.Equal([1, 3], posts.Select(p => p.Id));
        Assert.Equal(new DateTimeOffset(2014, 1, 21, 20, 26, 5, 383, TimeSpan.Zero), posts[0].Created);
        Assert.Equal(["hops", "dry-hopping"], posts[0].Tags);
        Assert.Equal("<p>What?</p>\n", posts[0].BodyHtml);
        Assert.Equal((PostKind.Question, 18, (int?)7, (int?)3), (posts[0].Kind, posts[0].Score, posts[0].Owner, posts[0].AcceptedAnswer));
        Assert.Equal((PostKind.Answer, -2, (int?)null, (int?)1), (posts[1].Kind, posts[1].Score, posts[1].Owner, posts[1].Question));
    }

    [Theory]
    [InlineData("<a><b-c>", new[] { "a", "b-c" })]
    [InlineData("|a|b-c|", new[] { "a", "b-c" })]
    [InlineData("", new string[0])]
    [InlineData(null, new string[0])]
    public void SplitTags_BothForms_GiveTags(string? field, string[] expected) =>
        Assert.Equal(expected, StackExchangeDump.SplitTags(field));

    [Theory]
    [InlineData("""<row Id="1" PostTypeId="1" Score="1" />""", "post '1' has no CreationDate")]
    [InlineData("""<row Id="1" PostTypeId="1" CreationDate="yesterday" Score="1" />""", "CreationDate 'yesterday'")]
    [InlineData("""<row Id="1" PostTypeId="2" CreationDate="2014-01-21T20:26:05" Score="1" />""", "post '1' has no ParentId")]
    [InlineData("""<row Id="x" PostTypeId="1" CreationDate="2014-01-21T20:26:05" Score="1" />""", "Id 'x'")]
    public void ReadPosts_BadRow_NamesFileLineAndField(string row, string reason)
    {
        Write(row);

        var error = Assert.Throws<FormatException>(() => new StackExchangeDump(_folder).ReadPosts().ToList());

        Assert.Contains("Posts.xml:3: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadPosts_FileCutOff_NamesFileAndLine()
    {
        File.WriteAllText(Path.Combine(_folder, "Posts.xml"), "<posts>\n<row Id=\"1\" PostT");

        var error = Assert.Throws<FormatException>(() => new StackExchangeDump(_folder).ReadPosts().ToList());

        Assert.Contains("Posts.xml:2: not well-formed XML", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_FolderWithoutPosts_SaysWhatToName()
    {
        var error = Assert.Throws<FileNotFoundException>(() => new StackExchangeDump(_folder));

        Assert.Contains("no Posts.xml", error.Message, StringComparison.Ordinal);
    }

    private void Write(string rows) => File.WriteAllText(
        Path.Combine(_folder, "Posts.xml"),
        $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<posts>\n{rows}\n</posts>\n",
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
}
