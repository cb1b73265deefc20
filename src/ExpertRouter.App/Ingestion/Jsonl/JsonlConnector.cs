using System.Runtime.CompilerServices;
using System.Text.Json;
using ExpertRouter.App.Ingestion.Records;
using ExpertRouter.App.Ingestion.Text;

namespace ExpertRouter.App.Ingestion.Jsonl;

/// <summary>
/// JSON lines: one object per line, from files and folders (all <c>*.jsonl</c> below, in ordinal order of their paths).
/// </summary>
public sealed class JsonlConnector(IReadOnlyList<string> paths) : IConnector
{
    private readonly IReadOnlyList<string> _files = SourceFiles.Expand(paths, "*.jsonl");
    private long _before;
    private long _current;

    /// <inheritdoc/>
    public string Kind => "jsonl";

    /// <inheritdoc/>
    public string DefaultName => SourceFiles.DefaultName(paths);

    /// <inheritdoc/>
    public long? TotalBytes { get; } = SourceFiles.TotalBytes(SourceFiles.Expand(paths, "*.jsonl"));

    /// <inheritdoc/>
    public long BytesRead => Volatile.Read(ref _before) + Volatile.Read(ref _current);

    /// <inheritdoc/>
    public async IAsyncEnumerable<SourceItem> ReadAsync(
        SourcePosition? resumeAfter, SourcePosition? lastCompleted, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        var first = SourceFiles.ResumeIndex(_files, resumeAfter);
        for (var index = 0; index < _files.Count; index++)
        {
            var file = _files[index];
            if (index >= first)
            {
                foreach (var item in ReadFile(file, index == first ? resumeAfter : null))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    yield return item;
                }
            }
            Volatile.Write(ref _before, _before + (File.Exists(file) ? new FileInfo(file).Length : 0));
            Volatile.Write(ref _current, 0);
        }
    }

    private IEnumerable<SourceItem> ReadFile(string file, SourcePosition? resume)
    {
        using var stream = SourceFile.OpenRead(file);
        var fingerprint = SourceFile.Fingerprint(file);
        var reader = new LineReader(stream);
        if (resume is { } at && at.File == file && at.Fingerprint == fingerprint)
            reader.Open(at.Offset, at.Line);
        var parser = new JsonRecordParser();
        while (reader.TryRead(out var line))
        {
            Volatile.Write(ref _current, reader.Offset);
            var position = new SourcePosition(file, line.Number, line.EndOffset, fingerprint);
            if (line.Problem is null && string.IsNullOrWhiteSpace(line.Text))
                continue;
            foreach (var item in Parse(parser, line, position))
                yield return item;
        }
    }

    private static IReadOnlyList<SourceItem> Parse(JsonRecordParser parser, SourceLine line, SourcePosition position)
    {
        if (line.Problem is not null)
            return [new RejectedItem(position, line.Problem, Excerpt.Of(line.Text))];
        try
        {
            using var json = JsonDocument.Parse(line.Text);
            return parser.Parse(json.RootElement, type: null, position);
        }
        catch (JsonException e)
        {
            return [new RejectedItem(position, $"not valid JSON, byte {e.BytePositionInLine + 1} of the line", Excerpt.Of(line.Text))];
        }
        catch (RecordFormatException e)
        {
            return [new RejectedItem(position, e.Message, Excerpt.Of(line.Text))];
        }
    }
}
