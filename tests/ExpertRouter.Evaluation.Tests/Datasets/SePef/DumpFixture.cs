using System.Globalization;
using System.Net;
using System.Text;
using ExpertRouter.Evaluation.Datasets.SePef;
using ExpertRouter.Evaluation.Datasets.StackExchange;

namespace ExpertRouter.Evaluation.Tests.Datasets.SePef;

/// <summary>A hand-made Posts.xml in a temporary folder, and the data set built from it.</summary>
internal sealed class DumpFixture : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("sepef").FullName;
    private readonly SortedDictionary<int, string> _rows = [];

    public DumpFixture(string site = "toy") => Folder = Directory.CreateDirectory(Path.Combine(_root, site)).FullName;

    public string Folder { get; }

    public string Out => Path.Combine(_root, "out");

    public static DateTimeOffset Day(int year, int month = 1, int day = 1) => new(year, month, day, 12, 0, 0, TimeSpan.Zero);

    public DumpFixture Question(
        int id, DateTimeOffset created, int? asker = 900, int? accepted = null, string title = "title", string body = "<p>body</p>", params string[] tags)
    {
        var text = new StringBuilder($"PostTypeId=\"1\" CreationDate=\"{Date(created)}\" Score=\"1\" Title=\"{WebUtility.HtmlEncode(title)}\" Body=\"{WebUtility.HtmlEncode(body)}\" Tags=\"{WebUtility.HtmlEncode(string.Concat(tags.Select(tag => $"<{tag}>")))}\"");
        return Add(id, text, asker, accepted is null ? "" : $" AcceptedAnswerId=\"{accepted}\"");
    }

    public DumpFixture Answer(int id, int question, DateTimeOffset created, int? owner, int score = 0, string body = "<p>answer</p>") =>
        Add(id, new StringBuilder($"PostTypeId=\"2\" ParentId=\"{question}\" CreationDate=\"{Date(created)}\" Score=\"{score}\" Body=\"{WebUtility.HtmlEncode(body)}\""), owner, "");

    /// <summary>Questions with accepted answers by one person, numbered id, id + 1 and so on, a day apart, answered an hour later.</summary>
    public DumpFixture Accepted(int id, int count, int owner, DateTimeOffset from, string text = "text", string[]? tags = null, int asker = 900)
    {
        for (var i = 0; i < count; i++)
        {
            var question = id + 2 * i;
            Question(question, from.AddDays(i), asker, question + 1, title: text, tags: tags ?? []);
            Answer(question + 1, question, from.AddDays(i).AddHours(1), owner, body: text);
        }

        return this;
    }

    /// <summary>Answers that are nobody's best: to a question with someone else's accepted answer.</summary>
    public DumpFixture Plain(int id, int count, int owner, DateTimeOffset from)
    {
        Question(id, from.AddDays(-1), accepted: id + 1);
        Answer(id + 1, id, from.AddHours(-1), 901);
        for (var i = 0; i < count; i++)
        {
            Answer(id + 2 + i, id, from.AddDays(i), owner);
        }

        return this;
    }

    public SePefReport Build(SePefOptions? options = null)
    {
        WritePosts();
        return new SePefBuilder(options ?? SePefOptions.Paper).Build([new StackExchangeDump(Folder)], Out);
    }

    public void WritePosts() => File.WriteAllText(
        Path.Combine(Folder, "Posts.xml"),
        $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<posts>\n{string.Join('\n', _rows.Values)}\n</posts>\n",
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

    public string[] ExpertIds() => [.. ReadLines("experts.tsv").Skip(1).Select(line => line.Split('\t')[0])];

    public string[] ReadLines(string file) => File.ReadAllLines(Path.Combine(Out, file));

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static string Date(DateTimeOffset date) => date.ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture);

    private DumpFixture Add(int id, StringBuilder row, int? owner, string more)
    {
        _rows.Add(id, $"  <row Id=\"{id}\" {row}{(owner is null ? "" : $" OwnerUserId=\"{owner}\"")}{more} />");
        return this;
    }
}
