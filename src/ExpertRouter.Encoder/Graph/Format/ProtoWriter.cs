using Google.Protobuf;

namespace ExpertRouter.Encoder.Graph.Format;

/// <summary>Writes protocol-buffer fields by number. Nested messages are buffered to learn their length.</summary>
internal sealed class ProtoWriter : IDisposable
{
    private readonly CodedOutputStream output;

    public ProtoWriter(Stream stream) => output = new CodedOutputStream(stream, leaveOpen: true);

    public void Write(int field, long number)
    {
        output.WriteTag(field, WireFormat.WireType.Varint);
        output.WriteInt64(number);
    }

    public void Write(int field, float number)
    {
        output.WriteTag(field, WireFormat.WireType.Fixed32);
        output.WriteFloat(number);
    }

    public void Write(int field, string text)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteString(text);
    }

    public void Write(int field, ReadOnlyMemory<byte> bytes)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(UnsafeByteOperations.UnsafeWrap(bytes));
    }

    public void Write(int field, Action<ProtoWriter> message)
    {
        using var buffer = new MemoryStream();
        using (var nested = new ProtoWriter(buffer))
            message(nested);
        Write(field, new ReadOnlyMemory<byte>(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    public void Dispose() => output.Dispose();
}
