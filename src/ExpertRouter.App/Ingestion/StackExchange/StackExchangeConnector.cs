using System.Runtime.CompilerServices;
using ExpertRouter.App.Ingestion.Records;
using ExpertRouter.App.Ingestion.Text;

namespace ExpertRouter.App.Ingestion.StackExchange;

/// <summary>
/// A Stack Exchange site dump: Posts.xml, and if present Users, Tags, Comments, Votes and Badges. Tags become knowledge areas,
/// questions and answers documents, comments that others found useful weak evidence; an answer carries its question's title and tags.
/// </summary>
public sealed class StackExchangeConnector : IConnector
{
    private static readonly string[] Names = ["Tags.xml", "Users.xml", "Posts.xml", "Comments.xml"];
    private readonly string _directory;
    private readonly string? _site;
    private readonly List<string> _files;
    private long _before;
    private XmlRowReader? _current;

    /// <summary>Looks into the folder.</summary>
    /// <param name="directory">Folder with the dump's files.</param>
    /// <param name="site">Address of the site, for links; null leaves them out.</param>
    /// <exception cref="IngestionException">There is no Posts.xml.</exception>
    public StackExchangeConnector(string directory, string? site)
    {
        _directory = Path.GetFullPath(directory);
        _site = site?.TrimEnd('/');
        if (Find("Posts.xml") is null)
            throw new IngestionException($"{directory}: no Posts.xml in there; name the folder of an unpacked Stack Exchange dump.");
        _files = [.. Names.Select(Find).OfType<string>()];
        TotalBytes = SourceFiles.TotalBytes(_files);
    }

    /// <inheritdoc/>
    public string Kind => "stackexchange";

    /// <inheritdoc/>
    public string DefaultName => SourceFiles.DefaultName([_directory]);

    /// <inheritdoc/>
    public long? TotalBytes { get; }

    /// <inheritdoc/>
    public long BytesRead => Volatile.Read(ref _before) + (Volatile.Read(ref _current)?.BytesRead ?? 0);

    /// <inheritdoc/>
    public async IAsyncEnumerable<SourceItem> ReadAsync(
        SourcePosition? resumeAfter, SourcePosition? lastCompleted, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        var survey = DumpSurvey.Take(Find("Posts.xml")!, Find("Votes.xml"), Find("Badges.xml"), cancellationToken);
        var rows = new DumpRows(survey, _site);
        var first = SourceFiles.ResumeIndex(_files, resumeAfter);
        for (var index = 0; index < _files.Count; index++)
        {
            var file = _files[index];
            if (index >= first)
            {
                var reader = new XmlRowReader(file);
                Volatile.Write(ref _current, reader);
                foreach (var (position, text, problem) in reader.Read(index == first ? resumeAfter : null))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    yield return Item(rows, position, text, problem);
                }
            }
            Volatile.Write(ref _current, null);
            Volatile.Write(ref _before, _before + new FileInfo(file).Length);
        }
    }

    private static SourceItem Item(DumpRows rows, SourcePosition position, string text, string? problem)
    {
        if (problem == XmlRowReader.Truncated)
            return new WarningItem(position, $"{position.File}: {problem}");
        if (problem is not null)
            return new RejectedItem(position, problem, Excerpt.Of(text));
        try
        {
            var row = new XmlRow(text);
            return Path.GetFileName(position.File).ToUpperInvariant() switch
            {
                "TAGS.XML" => DumpRows.Tag(position, row),
                "USERS.XML" => rows.User(position, row),
                "POSTS.XML" => rows.Post(position, row),
                _ => rows.Comment(position, row),
            };
        }
        catch (RecordFormatException e)
        {
            return new RejectedItem(position, e.Message, Excerpt.Of(text));
        }
    }

    private string? Find(string name) =>
        Directory.Exists(_directory)
            ? Directory.EnumerateFiles(_directory).FirstOrDefault(file => string.Equals(Path.GetFileName(file), name, StringComparison.OrdinalIgnoreCase))
            : null;
}
