using System.Text;
using ExpertRouter.App.Ingestion.Records;
using ExpertRouter.App.Ingestion.Text;

namespace ExpertRouter.App.Ingestion.StackExchange;

/// <summary>
/// Reads the rows of one dump file as text. Dumps hold one row per line; rows over several lines and several rows on a line are
/// read as well. A row that breaks off ends where the next one begins, so one bad row costs one row.
/// </summary>
public sealed class XmlRowReader(string file)
{
    private const int MaxRow = 64 * 1024 * 1024;
    private long _offset;

    /// <summary>Bytes read; may be asked from another thread.</summary>
    public long BytesRead => Volatile.Read(ref _offset);

    /// <summary>Streams rows: text, or the reason why there is none.</summary>
    /// <param name="resumeAfter">Position of this file to go on after; ignored when the file has changed since.</param>
    public IEnumerable<(SourcePosition Position, string Text, string? Problem)> Read(SourcePosition? resumeAfter)
    {
        using var stream = SourceFile.OpenRead(file);
        var fingerprint = SourceFile.Fingerprint(file);
        var reader = new LineReader(stream);
        long start = 0;
        if (resumeAfter is { } at && at.File == file && at.Fingerprint == fingerprint)
        {
            reader.Open(at.Offset, at.Line);
            start = at.Offset;
        }
        var pending = new StringBuilder();
        long pendingLine = 0;
        var closed = false;
        while (reader.TryRead(out var line))
        {
            Volatile.Write(ref _offset, reader.Offset);
            var here = new SourcePosition(file, line.Number, line.EndOffset, fingerprint);
            if (line.Problem is not null)
            {
                yield return (here, line.Text, line.Problem);
                start = line.EndOffset;
                continue;
            }
            var text = line.Text.AsMemory().Trim();
            if (pending.Length == 0 && text.Span.IndexOf("<row") is > 0 and var first)
                text = text[first..];
            if (pending.Length == 0 && !text.Span.StartsWith("<row"))
            {
                closed |= text.Span.StartsWith("</");
                if (text.Length > 0 && !text.Span.StartsWith("<") && !text.Span.StartsWith("\uFEFF<"))
                    yield return (here, text.ToString(), "expected <row …/>");
                start = line.EndOffset;
                continue;
            }
            foreach (var (part, isLast) in Split(text))
            {
                var startsRow = part.Span.StartsWith("<row");
                if (pending.Length > 0 && (startsRow || part.Span.StartsWith("</")))
                {
                    yield return (here with { Line = pendingLine, Offset = start }, pending.ToString(), "the row is cut off: '/>' is missing");
                    pending.Clear();
                }
                if (!startsRow && pending.Length == 0)
                {
                    closed |= part.Span.StartsWith("</");
                    continue;
                }
                if (startsRow)
                    pendingLine = line.Number;
                else
                    pending.Append('\n');
                pending.Append(part);
                var isWhole = part.Span.EndsWith("/>");
                if (!isWhole && pending.Length < MaxRow)
                    continue;
                // Going on in the middle of a line is not possible: rows before the last one point to the line's beginning.
                yield return (here with { Line = pendingLine, Offset = isLast ? line.EndOffset : start }, pending.ToString(), isWhole ? null : "the row is too long");
                pending.Clear();
            }
            if (pending.Length == 0)
                start = line.EndOffset;
        }
        var end = new SourcePosition(file, pendingLine, _offset, fingerprint);
        if (pending.Length > 0)
            yield return (end, pending.ToString(), "the file ends in the middle of a row: it is truncated");
        else if (!closed)
            yield return (end, "", Truncated);
    }

    /// <summary>Problem of a file whose closing tag is missing although its last row is whole; no row is lost.</summary>
    public const string Truncated = "the file has no closing tag: it may be truncated";

    private static IEnumerable<(ReadOnlyMemory<char> Part, bool IsLast)> Split(ReadOnlyMemory<char> text)
    {
        while (true)
        {
            var next = text.Length > 1 ? text.Span[1..].IndexOf("<row") : -1;
            var close = text.Length > 1 ? text.Span[1..].IndexOf("</") : -1;
            var cut = next < 0 ? close : close < 0 ? next : Math.Min(next, close);
            if (cut < 0)
            {
                yield return (text, true);
                yield break;
            }
            yield return (text[..(cut + 1)].TrimEnd(), false);
            text = text[(cut + 1)..];
        }
    }
}
