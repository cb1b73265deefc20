using System.Buffers.Binary;

namespace ExpertRouter.App.Ingestion.Debian;

/// <summary>
/// Decompresses the LZ4 frame format, concatenated and skippable frames included (lz4_Frame_format.md, version 1.6). Checksums are
/// passed over. Memory: one block and the 64 KB before it. Owns the inner stream; not thread-safe.
/// </summary>
public sealed class Lz4FrameStream(Stream inner) : Stream
{
    private const uint Magic = 0x184D2204;
    private const int Window = 65536;
    private byte[] _compressed = [];
    private byte[] _output = [];
    private int _position;
    private int _end;
    private int _maxBlock;
    private bool _independent;
    private bool _blockChecksum;
    private bool _contentChecksum;
    private bool _inFrame;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The data is no LZ4 frame, is damaged or ends too early.</exception>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The data is no LZ4 frame, is damaged or ends too early.</exception>
    public override int Read(Span<byte> buffer)
    {
        while (_position == _end)
        {
            if (!_inFrame && !StartFrame())
                return 0;
            NextBlock();
        }
        var count = Math.Min(buffer.Length, _end - _position);
        _output.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private bool StartFrame()
    {
        Span<byte> head = stackalloc byte[8];
        var first = inner.ReadAtLeast(head[..4], 4, throwOnEndOfStream: false);
        if (first == 0)
            return false;
        if (first < 4)
            throw Damaged("it ends inside a frame header");
        var magic = BinaryPrimitives.ReadUInt32LittleEndian(head);
        if ((magic & 0xFFFFFFF0) == 0x184D2A50)
        {
            Fill(head[..4]);
            for (var skip = (long)BinaryPrimitives.ReadUInt32LittleEndian(head); skip > 0; skip--)
                Fill(head[..1]);
            return StartFrame();
        }
        if (magic != Magic)
            throw Damaged("it does not begin as an LZ4 frame");
        Fill(head[..2]);
        var (flags, descriptor) = (head[0], head[1]);
        if (flags >> 6 != 1)
            throw Damaged($"frame version {flags >> 6} is unknown");
        _independent = (flags & 0x20) != 0;
        _blockChecksum = (flags & 0x10) != 0;
        _contentChecksum = (flags & 0x04) != 0;
        if ((flags & 0x08) != 0)
            Fill(head);
        if ((flags & 0x01) != 0)
            throw Damaged("it needs a dictionary");
        Fill(head[..1]);
        _maxBlock = ((descriptor >> 4) & 7) switch { 4 => 1 << 16, 5 => 1 << 18, 6 => 1 << 20, 7 => 1 << 22, var size => throw Damaged($"block size code {size} is unknown") };
        _output = new byte[Window + _maxBlock];
        _compressed = new byte[_maxBlock];
        (_position, _end, _inFrame) = (0, 0, true);
        return true;
    }

    private void NextBlock()
    {
        Span<byte> head = stackalloc byte[4];
        Fill(head);
        var size = BinaryPrimitives.ReadUInt32LittleEndian(head);
        if (size == 0)
        {
            if (_contentChecksum)
                Fill(head);
            _inFrame = false;
            return;
        }
        var stored = (size & 0x80000000) != 0;
        var length = (int)(size & 0x7FFFFFFF);
        if (length > _maxBlock)
            throw Damaged("a block is larger than the frame allows");
        var history = _independent ? 0 : Math.Min(_end, Window);
        _output.AsSpan(_end - history, history).CopyTo(_output);
        (_position, _end) = (history, history);
        if (stored)
        {
            Fill(_output.AsSpan(history, length));
            _end = history + length;
        }
        else
        {
            Fill(_compressed.AsSpan(0, length));
            _end = Decode(_compressed.AsSpan(0, length), _output, history);
        }
        if (_blockChecksum)
            Fill(head);
    }

    private static int Decode(ReadOnlySpan<byte> source, byte[] target, int start)
    {
        var (read, write) = (0, start);
        while (read < source.Length)
        {
            var token = source[read++];
            var literals = token >> 4;
            if (literals == 15)
                literals += Extra(source, ref read);
            if (literals > source.Length - read || literals > target.Length - write)
                throw Damaged("a run of literals leaves its block");
            source.Slice(read, literals).CopyTo(target.AsSpan(write));
            read += literals;
            write += literals;
            if (read == source.Length)
                break;
            if (source.Length - read < 2)
                throw Damaged("a match has no offset");
            var distance = BinaryPrimitives.ReadUInt16LittleEndian(source[read..]);
            read += 2;
            var length = (token & 15) + 4;
            if ((token & 15) == 15)
                length += Extra(source, ref read);
            if (distance == 0 || distance > write || length > target.Length - write)
                throw Damaged("a match points outside its window");
            // A match may overlap what it writes; then it repeats.
            for (var i = 0; i < length; i++, write++)
                target[write] = target[write - distance];
        }
        return write;
    }

    private static int Extra(ReadOnlySpan<byte> source, ref int read)
    {
        var sum = 0;
        byte next;
        do
        {
            if (read >= source.Length || sum > 1 << 23)
                throw Damaged("a length leaves its block");
            next = source[read++];
            sum += next;
        }
        while (next == 255);
        return sum;
    }

    private void Fill(Span<byte> buffer)
    {
        if (inner.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) < buffer.Length)
            throw Damaged("it ends too early");
    }

    private static InvalidDataException Damaged(string what) => new($"the LZ4 data is damaged: {what}");
}
