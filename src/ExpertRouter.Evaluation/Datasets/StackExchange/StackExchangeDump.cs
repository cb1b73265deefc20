using System.Globalization;
using System.Xml;

namespace ExpertRouter.Evaluation.Datasets.StackExchange;

/// <summary>
/// Reads a folder with the files of one site's Stack Exchange dump; only <c>Posts.xml</c> is needed. Rows are streamed,
/// so a dump of any size can be read. Thread-safe: every enumeration opens the file anew.
/// </summary>
public sealed class StackExchangeDump : IPostSource
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        CheckCharacters = false,
        IgnoreWhitespace = true,
    };

    /// <summary>Finds the posts of a dump.</summary>
    /// <param name="folder">The dump's folder.</param>
    /// <exception cref="FileNotFoundException">The folder does not exist or holds no Posts.xml.</exception>
    public StackExchangeDump(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        Folder = Path.GetFullPath(folder);
        Site = Path.GetFileName(Path.TrimEndingDirectorySeparator(Folder));
        PostsFile = Directory.Exists(Folder)
            ? Directory.EnumerateFiles(Folder).FirstOrDefault(
                file => string.Equals(Path.GetFileName(file), "Posts.xml", StringComparison.OrdinalIgnoreCase))
              ?? throw new FileNotFoundException($"{Folder}: no Posts.xml here; name the folder of an unpacked Stack Exchange dump.")
            : throw new FileNotFoundException($"{Folder}: no such folder.");
    }

    /// <summary>The dump's folder, absolute.</summary>
    public string Folder { get; }

    /// <summary>The site's short name: the name of the folder.</summary>
    public string Site { get; }

    /// <summary>The path of Posts.xml.</summary>
    public string PostsFile { get; }

    /// <inheritdoc />
    string IPostSource.Origin => PostsFile;

    /// <inheritdoc />
    bool IPostSource.EveryAnswerIsBest => false;

    /// <summary>
    /// Streams questions and answers in file order; tag wikis, nominations and other kinds are left out.
    /// </summary>
    /// <exception cref="FormatException">
    /// A row lacks or garbles a field that every post has, or the file is not well-formed XML (cut off, for instance):
    /// file, line and reason are named.
    /// </exception>
    public IEnumerable<StackExchangePost> ReadPosts()
    {
        using var stream = new FileStream(PostsFile, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        using var reader = XmlReader.Create(stream, Settings);
        while (Advance(reader))
        {
            if (reader.NodeType == XmlNodeType.Element
                && reader.LocalName == "row"
                && reader.GetAttribute("PostTypeId") is "1" or "2")
            {
                yield return ReadPost(reader);
            }
        }
    }

    /// <summary>Splits a Tags field, in the old form <c>&lt;a&gt;&lt;b&gt;</c> or the newer <c>|a|b|</c>.</summary>
    public static IReadOnlyList<string> SplitTags(string? tags) =>
        string.IsNullOrEmpty(tags)
            ? []
            : tags.Split(['<', '>', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <inheritdoc />
    string IPostSource.PostName(int id) => id.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc />
    string IPostSource.PersonName(int id) => id.ToString(CultureInfo.InvariantCulture);

    private bool Advance(XmlReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (XmlException exception)
        {
            throw new FormatException($"{PostsFile}:{exception.LineNumber}: not well-formed XML: {exception.Message}", exception);
        }
    }

    private StackExchangePost ReadPost(XmlReader row)
    {
        var kind = row.GetAttribute("PostTypeId") == "1" ? PostKind.Question : PostKind.Answer;
        return new StackExchangePost
        {
            Id = Required(row, "Id"),
            Kind = kind,
            Created = ReadDate(row),
            Score = Required(row, "Score"),
            Owner = Optional(row, "OwnerUserId"),
            Question = kind == PostKind.Answer ? Required(row, "ParentId") : null,
            AcceptedAnswer = kind == PostKind.Question ? Optional(row, "AcceptedAnswerId") : null,
            Title = row.GetAttribute("Title") ?? "",
            BodyHtml = row.GetAttribute("Body") ?? "",
            Tags = kind == PostKind.Question ? SplitTags(row.GetAttribute("Tags")) : [],
        };
    }

    private DateTimeOffset ReadDate(XmlReader row)
    {
        var text = row.GetAttribute("CreationDate");
        return DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)
                ? date
                : throw Bad(row, "CreationDate", text);
    }

    private int Required(XmlReader row, string field) => Optional(row, field) ?? throw Bad(row, field, null);

    private int? Optional(XmlReader row, string field)
    {
        var text = row.GetAttribute(field);
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Bad(row, field, text);
    }

    private FormatException Bad(XmlReader row, string field, string? value)
    {
        var line = row is IXmlLineInfo info ? info.LineNumber : 0;
        return new FormatException(value is null
            ? $"{PostsFile}:{line}: post '{row.GetAttribute("Id")}' has no {field}."
            : $"{PostsFile}:{line}: post '{row.GetAttribute("Id")}' has {field} '{value}', which cannot be read.");
    }
}
