namespace ExpertRouter.Encoder.Graph;

/// <summary>Shape of a value, compared dimension by dimension. A scalar has rank 0. Immutable.</summary>
public sealed class TensorShape(params IReadOnlyList<Dim> dims) : IEquatable<TensorShape>
{
    public static readonly TensorShape Scalar = new();

    public IReadOnlyList<Dim> Dims { get; } = dims;

    public int Rank => Dims.Count;

    public Dim this[int axis] => Dims[Axis(axis)];

    public bool IsKnown => Dims.All(dim => dim.IsKnown);

    /// <summary>Number of elements.</summary>
    /// <exception cref="InvalidOperationException">a dimension is symbolic.</exception>
    public long ElementCount =>
        IsKnown ? Dims.Aggregate(1L, (product, dim) => product * dim.Size) : throw new InvalidOperationException($"{this} has a symbolic dimension");

    /// <summary>A non-negative axis; -1 is the last one.</summary>
    public int Axis(int axis)
    {
        var positive = axis < 0 ? axis + Rank : axis;
        return positive >= 0 && positive < Rank
            ? positive
            : throw new ArgumentOutOfRangeException(nameof(axis), axis, $"a value of shape {this} has no such axis");
    }

    public TensorShape With(int axis, Dim dim)
    {
        var dims = Dims.ToArray();
        dims[Axis(axis)] = dim;
        return new TensorShape(dims);
    }

    /// <summary>Shape after NumPy-style broadcasting.</summary>
    /// <exception cref="ArgumentException">two dimensions differ and neither is 1.</exception>
    public static TensorShape Broadcast(TensorShape left, TensorShape right)
    {
        var rank = Math.Max(left.Rank, right.Rank);
        var dims = new Dim[rank];
        for (var axis = 0; axis < rank; axis++)
        {
            var a = left.FromRight(rank - 1 - axis);
            var b = right.FromRight(rank - 1 - axis);
            dims[axis] = a == b || b == (Dim)1 ? a
                : a == (Dim)1 ? b
                : throw new ArgumentException($"shapes {left} and {right} do not broadcast: {a} against {b}");
        }

        return new TensorShape(dims);
    }

    /// <summary>The dimension counted from the last one; 1 beyond the first.</summary>
    public Dim FromRight(int position) => position < Rank ? Dims[Rank - 1 - position] : 1;

    public bool Equals(TensorShape? other) => other is not null && Dims.SequenceEqual(other.Dims);

    public override bool Equals(object? obj) => Equals(obj as TensorShape);

    public override int GetHashCode() => Dims.Aggregate(Rank, HashCode.Combine);

    public override string ToString() => $"[{string.Join(',', Dims)}]";
}
