using System.Runtime.InteropServices;
using System.Text;
using ExpertRouter.Encoder.Serving;
using Google.Protobuf;

namespace ExpertRouter.Encoder.Diagnostics;

/// <summary>What diagnostics need of an ONNX file: stored tensors, and inner values made visible as outputs.</summary>
internal sealed class OnnxGraph
{
    private readonly byte[] _model;
    private readonly Dictionary<string, List<string>> _outputsByOperation = [];

    /// <exception cref="InvalidDataException">The bytes are no protobuf message.</exception>
    public OnnxGraph(byte[] model)
    {
        _model = model;
        var tensors = new List<OnnxTensor>();
        for (var fields = new ProtoFields(model); fields.MoveNext();)
        {
            if (fields.Number != 7)
                continue;
            for (var parts = new ProtoFields(fields.Content); parts.MoveNext();)
            {
                if (parts.Number == 5)
                    tensors.Add(ReadTensor(parts.Content));
                else if (parts.Number == 1)
                    ReadNode(parts.Content);
            }
        }
        Tensors = tensors;
    }

    /// <summary>Stored tensors.</summary>
    public IReadOnlyList<OnnxTensor> Tensors { get; }

    /// <summary>The tensor of this name, or null.</summary>
    public OnnxTensor? Tensor(string name) => Tensors.FirstOrDefault(tensor => tensor.Name == name);

    /// <summary>First outputs of the nodes with this operation, in the order of the graph.</summary>
    public IReadOnlyList<string> OutputsOf(string operation) => _outputsByOperation.GetValueOrDefault(operation) ?? [];

    /// <summary>
    /// The model with an inner float value as a further output. Two protobuf messages written one after the other are read as one,
    /// with their lists joined, so the addition is simply appended.
    /// </summary>
    public byte[] WithOutput(string name, int rank)
    {
        var shape = Message(writer =>
        {
            for (var axis = 0; axis < rank; axis++)
                writer.Field(1, Message(dimension => dimension.Field(2, Encoding.UTF8.GetBytes($"{name}.{axis}"))));
        });
        var tensorType = Message(writer =>
        {
            writer.Field(1, 1);
            writer.Field(2, shape);
        });
        var value = Message(writer =>
        {
            writer.Field(1, Encoding.UTF8.GetBytes(name));
            writer.Field(2, Message(type => type.Field(1, tensorType)));
        });
        return [.. _model, .. Message(writer => writer.Field(7, Message(graph => graph.Field(12, value))))];
    }

    private static OnnxTensor ReadTensor(ReadOnlySpan<byte> tensor)
    {
        var (name, type, dimensions) = ("", 0UL, new List<long>());
        ReadOnlySpan<byte> raw = default;
        for (var fields = new ProtoFields(tensor); fields.MoveNext();)
        {
            switch (fields.Number)
            {
                case 1 when fields.Content.IsEmpty:
                    dimensions.Add((long)fields.Integer);
                    break;
                case 1:
                    var packed = new CodedInputStream(fields.Content.ToArray());
                    while (!packed.IsAtEnd)
                        dimensions.Add(packed.ReadInt64());
                    break;
                case 2:
                    type = fields.Integer;
                    break;
                case 8:
                    name = Encoding.UTF8.GetString(fields.Content);
                    break;
                case 4 or 9:
                    raw = fields.Content;
                    break;
            }
        }
        return new OnnxTensor(name, dimensions, type switch
        {
            1 => MemoryMarshal.Cast<byte, float>(raw).ToArray(),
            3 => [.. MemoryMarshal.Cast<byte, sbyte>(raw).ToArray().Select(number => (float)number)],
            10 => [.. MemoryMarshal.Cast<byte, Half>(raw).ToArray().Select(number => (float)number)],
            _ => [],
        });
    }

    private void ReadNode(ReadOnlySpan<byte> node)
    {
        var (operation, output) = ("", "");
        for (var fields = new ProtoFields(node); fields.MoveNext();)
        {
            if (fields.Number == 4)
                operation = Encoding.UTF8.GetString(fields.Content);
            else if (fields.Number == 2 && output.Length == 0)
                output = Encoding.UTF8.GetString(fields.Content);
        }
        if (!_outputsByOperation.TryGetValue(operation, out var outputs))
            _outputsByOperation.Add(operation, outputs = []);
        outputs.Add(output);
    }

    private static byte[] Message(Action<MessageWriter> write)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
            write(new MessageWriter(output));
        return stream.ToArray();
    }

    private readonly struct MessageWriter(CodedOutputStream output)
    {
        public void Field(int number, long value)
        {
            output.WriteTag(number, WireFormat.WireType.Varint);
            output.WriteInt64(value);
        }

        public void Field(int number, byte[] content)
        {
            output.WriteTag(number, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(content));
        }
    }
}
