namespace ExpertRouter.Encoder.Graph;

/// <summary>One dimension: a known size, or a name for a size known only when the graph runs. Equal names mean equal sizes.</summary>
public readonly record struct Dim
{
    private Dim(long size, string? symbol)
    {
        Size = size;
        Symbol = symbol;
    }

    /// <summary>The size, or -1 where it is symbolic.</summary>
    public long Size { get; }

    public string? Symbol { get; }

    public bool IsKnown => Symbol is null;

    public static Dim Named(string symbol) => new(-1, symbol);

    public static Dim Of(long size) =>
        size >= 0 ? new Dim(size, null) : throw new ArgumentOutOfRangeException(nameof(size), size, "a dimension is 0 or more");

    public static implicit operator Dim(int size) => Of(size);

    public static implicit operator Dim(string symbol) => Named(symbol);

    public override string ToString() => Symbol ?? Size.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
