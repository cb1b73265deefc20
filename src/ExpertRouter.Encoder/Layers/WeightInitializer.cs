using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ExpertRouter.Encoder.Graph;

namespace ExpertRouter.Encoder.Layers;

/// <summary>Creates parameters with start values that depend on the seed and the parameter's name only, not on the order of creation.</summary>
public sealed class WeightInitializer(GraphBuilder graph, ulong seed)
{
    /// <summary>Independent normal numbers with mean 0.</summary>
    public Value Normal(string name, TensorShape shape, double deviation) => graph.Parameter(name, shape, Draw(name, (int)shape.ElementCount, deviation));

    public Value Filled(string name, TensorShape shape, float number)
    {
        var start = new float[shape.ElementCount];
        Array.Fill(start, number);
        return graph.Parameter(name, shape, start);
    }

    public float[] Draw(string name, int count, double deviation)
    {
        var numbers = new float[count];
        new SeededRandom(seed ^ BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name)))).FillNormal(numbers, deviation);
        return numbers;
    }
}
