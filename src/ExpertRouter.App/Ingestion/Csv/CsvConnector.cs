using System.Runtime.CompilerServices;
using System.Text.Json;
using ExpertRouter.App.Ingestion.Records;
using ExpertRouter.App.Ingestion.Text;

namespace ExpertRouter.App.Ingestion.Csv;

/// <summary>CSV files with a header: the fields of the JSON schema as columns, lists separated by semicolons.</summary>
/// <param name="paths">Files, and folders with <c>*.csv</c>.</param>
/// <param name="type">Type of the rows; null tells it from a column <c>type</c> or the header.</param>
public sealed class CsvConnector(IReadOnlyList<string> paths, string? type) : IConnector
{
    private readonly IReadOnlyList<string> _files = SourceFiles.Expand(paths, "*.csv");
    private long _before;
    private long _current;

    /// <inheritdoc/>
    public string Kind => "csv";

    /// <inheritdoc/>
    public string DefaultName => SourceFiles.DefaultName(paths);

    /// <inheritdoc/>
    public long? TotalBytes { get; } = SourceFiles.TotalBytes(SourceFiles.Expand(paths, "*.csv"));

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
            if (index >= first)
            {
                foreach (var item in ReadFile(_files[index], index == first ? resumeAfter : null))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    yield return item;
                }
            }
            Volatile.Write(ref _before, _before + (File.Exists(_files[index]) ? new FileInfo(_files[index]).Length : 0));
            Volatile.Write(ref _current, 0);
        }
    }

    private IEnumerable<SourceItem> ReadFile(string file, SourcePosition? resume)
    {
        using var stream = SourceFile.OpenRead(file);
        var fingerprint = SourceFile.Fingerprint(file);
        var reader = new LineReader(stream);
        var records = new CsvRecords(reader);
        if (!records.TryRead(out var first))
            yield break;
        var header = Header(file, first);
        // The header is read again each time; then reading goes on behind what was stored.
        if (resume is { } at && at.File == file && at.Fingerprint == fingerprint)
        {
            stream.Position = 0;
            reader = new LineReader(stream);
            reader.Open(at.Offset, at.Line);
            records = new CsvRecords(reader);
        }
        var parser = new JsonRecordParser();
        while (records.TryRead(out var record))
        {
            Volatile.Write(ref _current, reader.Offset);
            var position = new SourcePosition(file, record.Number, record.EndOffset, fingerprint);
            if (record.Problem is null && string.IsNullOrWhiteSpace(record.Text))
                continue;
            foreach (var item in Parse(parser, header, record, position))
                yield return item;
        }
    }

    private CsvHeader Header(string file, SourceLine first)
    {
        var problem = first.Problem;
        try
        {
            if (problem is null)
                return CsvHeader.Parse(file, first.Text, type);
        }
        catch (RecordFormatException error)
        {
            problem = error.Message;
        }
        throw new IngestionException($"{file}:1: the header cannot be read: {problem}.");
    }

    private static IReadOnlyList<SourceItem> Parse(JsonRecordParser parser, CsvHeader header, SourceLine record, SourcePosition position)
    {
        if (record.Problem is not null)
            return [new RejectedItem(position, record.Problem, Excerpt.Of(record.Text))];
        try
        {
            var values = CsvSplitter.Split(record.Text, header.Separator);
            if (values.Count != header.Columns.Count)
                throw new RecordFormatException($"the row has {values.Count} columns, the header has {header.Columns.Count}");
            var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            for (var i = 0; i < values.Count; i++)
            {
                if (values[i].Length > 0)
                    fields[header.Columns[i]] = values[i];
            }
            return parser.Parse(JsonSerializer.SerializeToElement(fields), header.Type, position);
        }
        catch (RecordFormatException e)
        {
            return [new RejectedItem(position, e.Message, Excerpt.Of(record.Text))];
        }
    }
}
