using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ExpertRouter.Core.Memory;
using ExpertRouter.Encoder.Graph;

namespace ExpertRouter.Encoder.Serving.Pooled;

/// <summary>
/// A model's table of token rows as the file stores it, and weighted means of them: z = Σ w_t s_t r_t / Σ w_t. Sums run in the order
/// of the tokens, so a text's mean is the same bits in any batch. Immutable.
/// </summary>
internal sealed class TokenTable
{
    private const int TokensAhead = 12;
    private readonly AlignedBytes _rows;
    private readonly OnnxType _type;
    private readonly Token[] _tokens;

    private TokenTable(AlignedBytes rows, OnnxType type, Token[] tokens)
    {
        _rows = rows;
        _type = type;
        _tokens = tokens;
        Width = rows.Count / SizeOf(type) / tokens.Length;
    }

    /// <summary>Numbers in a row.</summary>
    public int Width { get; }

    /// <summary>Copies table, scales and weights out of a model file.</summary>
    /// <exception cref="InvalidDataException">The file has no such tensors, or they do not fit together; says which.</exception>
    public static TokenTable Read(ReadOnlySpan<byte> model, PooledCut cut)
    {
        var table = Find(model, cut.Rows);
        if (table.Type is not (OnnxType.I8 or OnnxType.F16 or OnnxType.F32) || table.Dimensions.Count != 2 || table.Dimensions.Any(size => size < 1)
            || table.Raw.Length != table.Dimensions[0] * table.Dimensions[1] * SizeOf(table.Type))
            throw new InvalidDataException($"the rows '{cut.Rows}' are no stored table [ids, width] of signed bytes, 16-bit or 32-bit floats");
        var weights = Column(model, cut.TokenWeights, table.Dimensions[0]);
        var scales = cut.RowScales is { } name ? Column(model, name, table.Dimensions[0]) : [];
        var tokens = new Token[weights.Length];
        for (var id = 0; id < tokens.Length; id++)
            tokens[id] = new Token(weights[id], scales.IsEmpty ? weights[id] : weights[id] * scales[id]);
        var rows = new AlignedBytes(table.Raw.Length);
        table.Raw.CopyTo(rows.Span);
        return new TokenTable(rows, table.Type, tokens);
    }

    /// <summary>The mean of a text's rows; not numbers for a text without tokens.</summary>
    /// <param name="ids">rows of the table.</param>
    /// <param name="mean">[<see cref="Width"/>].</param>
    public void Pool(ReadOnlySpan<int> ids, Span<float> mean)
    {
        AskForRows(ids, 0, TokensAhead);
        var total = 0f;
        foreach (var id in ids)
            total += _tokens[id].Weight;
        mean.Clear();
        if (_type == OnnxType.I8)
            AddBytes(ids, mean);
        else
            AddFloats(ids, mean);
        TensorPrimitives.Divide(mean, total, mean);
    }

    private void AddBytes(ReadOnlySpan<int> ids, Span<float> sum)
    {
        var bytes = MemoryMarshal.Cast<byte, sbyte>(_rows.Span);
        var first = 0;
        for (; first + 4 <= ids.Length; first += 4)
        {
            AskForRows(ids, first + TokensAhead, 4);
            Four(bytes, ids[first], ids[first + 1], ids[first + 2], ids[first + 3], 4).AddTo(sum);
        }
        if (first < ids.Length)
        {
            var rest = ids[first..];
            Four(bytes, rest[0], rest[rest.Length > 1 ? 1 : 0], rest[^1], rest[^1], rest.Length).AddTo(sum);
        }
    }

    /// <summary>For tables of bytes, as the shipped model has one.</summary>
    private void AskForRows(ReadOnlySpan<int> ids, int first, int count)
    {
        if (_type != OnnxType.I8)
            return;
        var bytes = MemoryMarshal.Cast<byte, sbyte>(_rows.Span);
        for (var token = first; token < Math.Min(first + count, ids.Length); token++)
            RowPrefetch.Ask(Row(bytes, ids[token]));
    }

    /// <summary>Rows of four tokens, of which those from <paramref name="count"/> on count for nothing.</summary>
    private FourRows Four(ReadOnlySpan<sbyte> bytes, int first, int second, int third, int fourth, int count) => new(
        Row(bytes, first), Row(bytes, second), Row(bytes, third), Row(bytes, fourth),
        Vector128.Create(
            _tokens[first].Factor, count > 1 ? _tokens[second].Factor : 0, count > 2 ? _tokens[third].Factor : 0, count > 3 ? _tokens[fourth].Factor : 0));

    private void AddFloats(ReadOnlySpan<int> ids, Span<float> sum)
    {
        if (_type == OnnxType.F32)
        {
            foreach (var id in ids)
                TensorPrimitives.MultiplyAdd(Row(MemoryMarshal.Cast<byte, float>(_rows.Span), id), _tokens[id].Factor, sum, sum);
            return;
        }
        var row = ArrayPool<float>.Shared.Rent(Width);
        foreach (var id in ids)
        {
            TensorPrimitives.ConvertToSingle(Row(MemoryMarshal.Cast<byte, Half>(_rows.Span), id), row);
            TensorPrimitives.MultiplyAdd(row.AsSpan(0, Width), _tokens[id].Factor, sum, sum);
        }
        ArrayPool<float>.Shared.Return(row);
    }

    private ReadOnlySpan<T> Row<T>(ReadOnlySpan<T> rows, int id) => rows.Slice(id * Width, Width);

    private static ReadOnlySpan<float> Column(ReadOnlySpan<byte> model, string name, long ids)
    {
        var column = Find(model, name);
        return column.Type == OnnxType.F32 && column.Dimensions.SequenceEqual([ids, 1]) && column.Raw.Length == ids * sizeof(float)
            ? column.As<float>()
            : throw new InvalidDataException($"'{name}' is no stored float tensor [{ids}, 1], one number for every row of the table");
    }

    private static StoredTensor Find(ReadOnlySpan<byte> model, string name)
    {
        for (var fields = new ProtoFields(model); fields.MoveNext();)
            if (fields.Number == OnnxFields.Graph)
                for (var parts = new ProtoFields(fields.Content); parts.MoveNext();)
                    if (parts.Number == OnnxFields.Initializer && StoredTensor.Parse(parts.Content) is var tensor && tensor.Name == name)
                        return tensor;
        throw new InvalidDataException($"the file stores no tensor '{name}'");
    }

    private static int SizeOf(OnnxType type) => type switch { OnnxType.I8 => 1, OnnxType.F16 => 2, _ => 4 };

    /// <param name="Weight">w.</param>
    /// <param name="Factor">w s: what a stored row is multiplied with.</param>
    private readonly record struct Token(float Weight, float Factor);
}
