using System.Buffers.Binary;

namespace ExpertRouter.Encoder.Serving;

/// <summary>Walks the fields of a protobuf message in place, without copying.</summary>
internal ref struct ProtoFields(ReadOnlySpan<byte> message)
{
    private ReadOnlySpan<byte> _rest = message;

    /// <summary>Field number.</summary>
    public int Number { get; private set; }

    /// <summary>Content of a length-delimited field, otherwise empty.</summary>
    public ReadOnlySpan<byte> Content { get; private set; }

    /// <summary>Value of a varint field, otherwise 0.</summary>
    public ulong Integer { get; private set; }

    /// <summary>Goes to the next field.</summary>
    /// <exception cref="InvalidDataException">The bytes are cut off or no protobuf.</exception>
    public bool MoveNext()
    {
        if (_rest.IsEmpty)
            return false;
        var tag = ReadVarint();
        Number = (int)(tag >> 3);
        Content = default;
        Integer = 0;
        switch (tag & 7)
        {
            case 0:
                Integer = ReadVarint();
                break;
            case 1:
                Integer = BinaryPrimitives.ReadUInt64LittleEndian(Take(8));
                break;
            case 2:
                Content = Take(ReadVarint());
                break;
            case 5:
                Integer = BinaryPrimitives.ReadUInt32LittleEndian(Take(4));
                break;
            default:
                throw new InvalidDataException("not a protobuf message");
        }
        return true;
    }

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)_rest.Length)
            throw new InvalidDataException("a field is longer than the file: it is cut off or damaged");
        var content = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return content;
    }

    private ulong ReadVarint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Take(1)[0];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
                return value;
        }
        throw new InvalidDataException("not a protobuf message");
    }
}
