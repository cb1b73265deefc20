using System.IO.Compression;
using ExpertRouter.App.Ingestion.Records;
using ExpertRouter.App.Ingestion.Text;
using SharpCompress.Compressors.Xz;

namespace ExpertRouter.App.Ingestion.Debian;

/// <summary>Reads the paragraphs of a Debian control file (deb822), plain or compressed with gzip, xz or LZ4, one at a time.</summary>
public sealed class ControlFile(string file)
{
    private Stream? _raw;

    /// <summary>Bytes read of the file as it lies on disk.</summary>
    public long BytesRead
    {
        get
        {
            var raw = Volatile.Read(ref _raw);
            return raw is { CanSeek: true } ? raw.Position : 0;
        }
    }

    /// <summary>Streams the paragraphs: fields by name, or the reason why a paragraph is none.</summary>
    /// <exception cref="IngestionException">The compressed data is damaged; everything before came out.</exception>
    public IEnumerable<(SourcePosition Position, Dictionary<string, string> Fields, string? Problem)> Read()
    {
        using var raw = SourceFile.OpenRead(file);
        Volatile.Write(ref _raw, raw);
        using var stream = Decompress(raw);
        var reader = new LineReader(stream);
        var fingerprint = SourceFile.Fingerprint(file);
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        string? problem = null;
        string? last = null;
        long first = 1;
        while (true)
        {
            var more = TryRead(reader, out var line);
            if (!more && stream is GZipStream)
                CheckLength(raw, reader.Offset);
            if (!more || (line.Problem is null && string.IsNullOrWhiteSpace(line.Text)))
            {
                if (fields.Count > 0 || problem is not null)
                    yield return (new SourcePosition(file, first, reader.Offset, fingerprint), fields, problem);
                if (!more)
                    break;
                (fields, problem, last, first) = (new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase), null, null, line.Number + 1);
                continue;
            }
            var text = line.Text;
            problem ??= line.Problem;
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            if (text[0] is ' ' or '\t' && last is not null)
            {
                fields[last] += "\n" + text;
            }
            else if (colon > 0 && !text.AsSpan(0, colon).ContainsAny(' ', '\t'))
            {
                last = text[..colon];
                fields[last] = text[(colon + 1)..].Trim();
            }
            else if (text[0] != '#')
            {
                problem ??= $"line {line.Number} is no field of a control file: expected 'Name: value'";
            }
        }
        Volatile.Write(ref _raw, null);
    }

    private bool TryRead(LineReader reader, out SourceLine line)
    {
        try
        {
            return reader.TryRead(out line);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or SharpCompress.Common.SharpCompressException)
        {
            throw new IngestionException($"{file}: {e.Message}. The rows before were stored; fetch the file again and run again.", e);
        }
    }

    /// <summary>A cut gzip file looks like a short one; its last four bytes are then not the length of the text (modulo 2^32).</summary>
    private void CheckLength(FileStream raw, long length)
    {
        Span<byte> tail = stackalloc byte[4];
        raw.Seek(-4, SeekOrigin.End);
        raw.ReadExactly(tail);
        if (System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(tail) != (uint)length)
            throw new IngestionException($"{file}: the gzip data is cut off or damaged. The rows before were stored; fetch the file again and run again.");
    }

    private static Stream Decompress(FileStream raw)
    {
        Span<byte> head = stackalloc byte[6];
        var count = raw.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        raw.Position = 0;
        head = head[..count];
        if (head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
            return new GZipStream(raw, CompressionMode.Decompress);
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]))
            return new XZStream(new BufferedStream(raw, 1 << 16));
        if (head.StartsWith((ReadOnlySpan<byte>)[0x04, 0x22, 0x4D, 0x18]))
            return new Lz4FrameStream(new BufferedStream(raw, 1 << 16));
        return raw;
    }
}
