using System.Text;

namespace ExpertRouter.App.Ingestion.Text;

/// <summary>
/// Reads a text file line by line with byte offsets, so that reading can go on in the middle. UTF-8 unless a byte order mark
/// says UTF-16; bytes that are not valid there are reported on their line instead of being replaced in silence.
/// Memory: one line. Not thread-safe; does not own the stream.
/// </summary>
public sealed class LineReader(Stream stream)
{
    private const int MaxLineBytes = 64 * 1024 * 1024;
    private readonly byte[] _buffer = new byte[128 * 1024];
    private byte[] _line = new byte[4096];
    private int _lineLength;
    private int _start;
    private int _end;
    private long _offset;
    private long _number;
    private Encoding? _encoding;
    private int _unit = 1;
    private bool _bigEndian;

    /// <summary>Bytes consumed so far.</summary>
    public long Offset => _offset;

    /// <summary>Looks at the byte order mark, then moves to the line that begins at <paramref name="offset"/>.</summary>
    /// <param name="offset">A line's beginning, as an earlier <see cref="SourceLine.EndOffset"/> gave it; 0 for the first line.</param>
    /// <param name="line">Number of the line before it.</param>
    public void Open(long offset, long line)
    {
        Fill();
        ReadOnlySpan<byte> head = _buffer.AsSpan(_start, _end - _start);
        var mark = 0;
        (_encoding, _unit, _bigEndian) = (new UTF8Encoding(false, true), 1, false);
        if (head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            mark = 3;
        else if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            (_encoding, _unit, mark) = (new UnicodeEncoding(false, false, true), 2, 2);
        else if (head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            (_encoding, _unit, _bigEndian, mark) = (new UnicodeEncoding(true, false, true), 2, true, 2);
        Skip(Math.Max(mark, offset));
        _number = line;
    }

    /// <summary>Reads the next line; false at the end.</summary>
    public bool TryRead(out SourceLine line)
    {
        if (_encoding is null)
            Open(0, 0);
        _lineLength = 0;
        var tooLong = false;
        var any = false;
        while (true)
        {
            if (_start == _end && !Fill())
                break;
            any = true;
            var span = _buffer.AsSpan(_start, _end - _start);
            var newline = IndexOfNewline(span);
            var take = newline < 0 ? span.Length : newline;
            if (_lineLength + take > MaxLineBytes)
                tooLong = true;
            else
                Append(span[..take]);
            var consumed = newline < 0 ? take : newline + _unit;
            _start += consumed;
            _offset += consumed;
            if (newline >= 0)
                break;
        }
        if (!any)
        {
            line = default;
            return false;
        }
        line = Decode(++_number, tooLong);
        return true;
    }

    private SourceLine Decode(long number, bool tooLong)
    {
        var bytes = _line.AsSpan(0, _lineLength);
        if (tooLong)
            return new SourceLine(number, _offset, Encoding.Latin1.GetString(bytes[..Math.Min(200, bytes.Length)]), $"the line is longer than {MaxLineBytes / 1024 / 1024} MB");
        try
        {
            var text = _encoding!.GetString(bytes);
            return new SourceLine(number, _offset, text.EndsWith('\r') ? text[..^1] : text, null);
        }
        catch (DecoderFallbackException e)
        {
            var name = _unit == 1 ? "UTF-8" : "UTF-16";
            var bad = e.BytesUnknown is [var first, ..] ? $" (byte 0x{first:X2} at byte {e.Index + 1} of the line)" : "";
            return new SourceLine(number, _offset, Encoding.Latin1.GetString(bytes), $"not valid {name}{bad}; convert the file, for example with: iconv -f LATIN1 -t UTF-8");
        }
    }

    private int IndexOfNewline(ReadOnlySpan<byte> span)
    {
        if (_unit == 1)
            return span.IndexOf((byte)'\n');
        for (var i = _bigEndian ? 1 : 0; i < span.Length; i += 2)
        {
            var pair = i ^ 1;
            if (span[i] == '\n' && pair < span.Length && span[pair] == 0)
                return i & ~1;
        }
        return -1;
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (_lineLength + bytes.Length > _line.Length)
            Array.Resize(ref _line, Math.Max(_line.Length * 2, _lineLength + bytes.Length));
        bytes.CopyTo(_line.AsSpan(_lineLength));
        _lineLength += bytes.Length;
    }

    private void Skip(long offset)
    {
        while (_offset < offset)
        {
            if (_start == _end && stream.CanSeek && offset - _offset > _buffer.Length)
            {
                stream.Seek(offset, SeekOrigin.Begin);
                _offset = offset;
                return;
            }
            if (_start == _end && !Fill())
                return;
            var step = (int)Math.Min(offset - _offset, _end - _start);
            _start += step;
            _offset += step;
        }
    }

    private bool Fill()
    {
        _start = 0;
        _end = 0;
        // An even number of bytes, so that a two-byte character is never cut.
        while (_end < _buffer.Length)
        {
            var read = stream.Read(_buffer, _end, _buffer.Length - _end);
            if (read == 0)
                break;
            _end += read;
            if (_end % 2 == 0)
                break;
        }
        return _end > 0;
    }
}
