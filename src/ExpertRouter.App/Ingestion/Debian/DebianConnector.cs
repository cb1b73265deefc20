using System.Runtime.CompilerServices;
using ExpertRouter.App.Ingestion.Records;
using ExpertRouter.App.Ingestion.Text;
using ExpertRouter.Core.Model;

namespace ExpertRouter.App.Ingestion.Debian;

/// <summary>
/// Debian package indexes: Packages, Sources and Translation files, told apart by their fields, in any order. Packages are
/// documents, Maintainer and Uploaders people. A package that several files state is taken from the first of them.
/// In memory: Translation texts by checksum, uploaders of source packages, names seen; they grow with the distribution.
/// </summary>
public sealed class DebianConnector(IReadOnlyList<string> paths) : IConnector
{
    private const double UploaderWeight = 0.7;
    private readonly List<string> _files = Expand(paths);
    private readonly Dictionary<string, string> _translations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _uploaders = new(StringComparer.Ordinal);
    private long _before;
    private ControlFile? _current;

    /// <inheritdoc/>
    public string Kind => "debian";

    /// <inheritdoc/>
    public string DefaultName => "debian";

    /// <inheritdoc/>
    public long? TotalBytes { get; } = 2 * SourceFiles.TotalBytes(Expand(paths));

    /// <inheritdoc/>
    public long BytesRead => Volatile.Read(ref _before) + (Volatile.Read(ref _current)?.BytesRead ?? 0);

    /// <inheritdoc/>
    public async IAsyncEnumerable<SourceItem> ReadAsync(
        SourcePosition? resumeAfter, SourcePosition? lastCompleted, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        // Descriptions and uploaders are joined to packages that may stand in other files: a first pass collects them.
        foreach (var file in _files)
            Collect(file, cancellationToken);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        // A compressed file cannot be entered in the middle: what was stored is read over, and still counts as seen.
        var first = SourceFiles.ResumeIndex(_files, resumeAfter);
        var resume = resumeAfter is { } at && first < _files.Count && _files[first] == at.File && SourceFile.Fingerprint(at.File) == at.Fingerprint ? resumeAfter : null;
        var passedOver = resume is not null;
        foreach (var (position, fields, problem) in _files.SelectMany(file => Paragraphs(file, cancellationToken)))
        {
            var item = Item(position, fields, problem, seen);
            if (!passedOver)
                yield return item;
            else if (position.File == resume!.Value.File && position.Line >= resume.Value.Line)
                passedOver = false;
        }
    }

    private IEnumerable<(SourcePosition Position, Dictionary<string, string> Fields, string? Problem)> Paragraphs(string file, CancellationToken cancellationToken)
    {
        var control = new ControlFile(file);
        Volatile.Write(ref _current, control);
        foreach (var paragraph in control.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return paragraph;
        }
        Volatile.Write(ref _current, null);
        Volatile.Write(ref _before, _before + new FileInfo(file).Length);
    }

    private void Collect(string file, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var (_, fields, problem) in Paragraphs(file, cancellationToken))
            {
                if (problem is null)
                    Collect(fields);
            }
        }
        catch (IngestionException) when (File.Exists(file))
        {
            // The second pass meets the same damage, after everything before it has been stored, and reports it.
            return;
        }
    }

    private void Collect(Dictionary<string, string> fields)
    {
        if (fields.TryGetValue("Description-md5", out var checksum) && fields.TryGetValue("Description-en", out var description))
            _translations[checksum] = description;
        if (IsSource(fields) && fields.TryGetValue("Uploaders", out var uploaders))
            _uploaders[fields["Package"]] = uploaders;
    }

    private SourceItem Item(SourcePosition position, Dictionary<string, string> fields, string? problem, HashSet<string> seen)
    {
        if (problem is not null)
            return new RejectedItem(position, problem, Excerpt.Of(string.Join('\n', fields.Select(field => $"{field.Key}: {field.Value}"))));
        if (fields.ContainsKey("Description-en") && !fields.ContainsKey("Maintainer"))
            return new SkippedItem(position);
        if (!fields.TryGetValue("Package", out var name) || name.Length == 0)
            return new RejectedItem(position, "field 'Package' is missing or empty", Excerpt.Of(string.Join('\n', fields.Select(field => $"{field.Key}: {field.Value}"))));
        var id = IsSource(fields) ? $"src:{name}" : name;
        return seen.Add(id) ? new DocumentItem(position, IsSource(fields) ? Source(id, name, fields) : Binary(id, fields)) : new SkippedItem(position);
    }

    private DocumentRecord Binary(string name, Dictionary<string, string> fields)
    {
        var description = fields.GetValueOrDefault("Description", "");
        // Since 2012 the long text is in a Translation file; the index keeps the first line and the checksum of the whole.
        if (!description.Contains('\n', StringComparison.Ordinal) && fields.TryGetValue("Description-md5", out var checksum) && _translations.TryGetValue(checksum, out var full))
            description = full;
        var (summary, text) = Describe(description);
        var source = fields.GetValueOrDefault("Source", name).Split(' ')[0];
        return new DocumentRecord
        {
            Id = name,
            Kind = DocumentKind.Package,
            Title = summary.Length > 0 ? $"{name}: {summary}" : name,
            Body = text.Length > 0 ? text : summary,
            Tags = [source, .. Words(fields, "Section", '/'), .. Words(fields, "Tag", ',').SelectMany(tag => tag.Split("::").TakeLast(1))],
            Url = $"https://packages.debian.org/{Uri.EscapeDataString(name)}",
            Authors = People(fields.GetValueOrDefault("Maintainer"), fields.GetValueOrDefault("Uploaders") ?? _uploaders.GetValueOrDefault(source)),
        };
    }

    private static DocumentRecord Source(string id, string name, Dictionary<string, string> fields)
    {
        var binaries = string.Join(", ", Words(fields, "Binary", ','));
        var homepage = fields.TryGetValue("Homepage", out var page) ? $"\nHomepage: {page}" : "";
        var repository = fields.TryGetValue("Vcs-Browser", out var browser) ? $"\nRepository: {browser}" : "";
        return new DocumentRecord
        {
            Id = id,
            Kind = DocumentKind.Package,
            Title = $"{name}: source package",
            Body = $"Source package {name} builds: {binaries}.{homepage}{repository}",
            Tags = [name, .. Words(fields, "Section", '/')],
            Url = $"https://tracker.debian.org/pkg/{Uri.EscapeDataString(name)}",
            Authors = People(fields.GetValueOrDefault("Maintainer"), fields.GetValueOrDefault("Uploaders")),
        };
    }

    private static List<AuthorRecord> People(string? maintainer, string? uploaders)
    {
        var authors = new List<AuthorRecord>();
        Add(maintainer, 1);
        Add(uploaders, UploaderWeight);
        return authors;

        void Add(string? field, double weight)
        {
            foreach (var (name, email) in Maintainers.Parse(field))
            {
                var address = email.ToLowerInvariant();
                if (!authors.Any(author => author.Expert == address))
                    authors.Add(new AuthorRecord(address, AuthorshipRole.Maintainer, weight, name.Length > 0 ? name : address, address));
            }
        }
    }

    /// <summary>First line and the rest: continuation lines lose their blank, a lone dot is an empty line.</summary>
    private static (string Summary, string Text) Describe(string description)
    {
        var lines = description.Split('\n');
        var text = string.Join('\n', lines.Skip(1).Select(line => line.Trim() == "." ? "" : line.Trim()));
        return (lines[0].Trim(), text.Trim());
    }

    private static string[] Words(Dictionary<string, string> fields, string field, char separator) =>
        fields.TryGetValue(field, out var value) ? value.Split([separator, '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [];

    private static bool IsSource(Dictionary<string, string> fields) =>
        fields.ContainsKey("Package") && (fields.ContainsKey("Binary") || fields.ContainsKey("Directory")) && !fields.ContainsKey("Filename");

    /// <summary>Folders stand for the indexes in them, for example the list folder of the package manager.</summary>
    private static List<string> Expand(IReadOnlyList<string> paths)
    {
        var expanded = new List<string>();
        foreach (var path in paths)
        {
            if (!Directory.Exists(path))
            {
                expanded.AddRange(SourceFiles.Expand([path], "*"));
                continue;
            }
            var indexes = Directory.EnumerateFiles(Path.GetFullPath(path)).Where(IsIndex).Order(StringComparer.Ordinal).ToList();
            expanded.AddRange(indexes.Count > 0 ? indexes : throw new IngestionException($"{path}: no Packages, Sources or Translation-en index in there."));
        }
        return expanded.Count > 0 ? expanded : throw new IngestionException("No file is named: give Packages, Sources and Translation-en files, or the folder that holds them.");

        static bool IsIndex(string file)
        {
            var name = Path.GetFileName(file);
            var stem = name.EndsWith(".gz", StringComparison.Ordinal) || name.EndsWith(".xz", StringComparison.Ordinal) || name.EndsWith(".lz4", StringComparison.Ordinal) ? Path.GetFileNameWithoutExtension(name) : name;
            return stem.EndsWith("Packages", StringComparison.Ordinal) || stem.EndsWith("Sources", StringComparison.Ordinal) || stem.EndsWith("Translation-en", StringComparison.Ordinal);
        }
    }
}
