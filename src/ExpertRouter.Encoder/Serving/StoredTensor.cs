using System.Runtime.InteropServices;
using System.Text;
using ExpertRouter.Encoder.Graph;
using Google.Protobuf;

namespace ExpertRouter.Encoder.Serving;

/// <summary>A tensor stored in an ONNX file, read in place (TensorProto). Numbers kept in external files or as varints are not followed.</summary>
internal readonly ref struct StoredTensor
{
    private StoredTensor(string name, OnnxType type, IReadOnlyList<long> dimensions, ReadOnlySpan<byte> raw)
    {
        Name = name;
        Type = type;
        Dimensions = dimensions;
        Raw = raw;
    }

    /// <summary>Its name in the graph, may be empty.</summary>
    public string Name { get; }

    /// <summary>Element type; any number of TensorProto.DataType.</summary>
    public OnnxType Type { get; }

    /// <summary>Shape.</summary>
    public IReadOnlyList<long> Dimensions { get; }

    /// <summary>Row-major, little-endian; empty where the file holds the numbers otherwise.</summary>
    public ReadOnlySpan<byte> Raw { get; }

    /// <exception cref="InvalidDataException">The bytes are no protobuf message.</exception>
    public static StoredTensor Parse(ReadOnlySpan<byte> tensor)
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
        return new StoredTensor(name, (OnnxType)type, dimensions, raw);
    }

    /// <summary>The numbers as such, without conversion.</summary>
    public ReadOnlySpan<T> As<T>()
        where T : struct => MemoryMarshal.Cast<byte, T>(Raw);
}
