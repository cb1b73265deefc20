namespace ExpertRouter.App.Ingestion.Storing;

/// <summary>A set of non-negative numbers, an eighth of a byte each where they lie close together. Not thread-safe.</summary>
public sealed class SparseBits
{
    private const int ChunkBits = 1 << 16;
    private readonly Dictionary<long, ulong[]> _chunks = [];

    /// <summary>Adds a number; false when it was there.</summary>
    public bool Add(long number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        var (chunk, bit) = (number / ChunkBits, (int)(number % ChunkBits));
        if (!_chunks.TryGetValue(chunk, out var words))
            _chunks[chunk] = words = new ulong[ChunkBits / 64];
        var mask = 1UL << (bit % 64);
        if ((words[bit / 64] & mask) != 0)
            return false;
        words[bit / 64] |= mask;
        return true;
    }

    /// <summary>Whether the number is in the set.</summary>
    public bool Contains(long number) =>
        number >= 0 && _chunks.TryGetValue(number / ChunkBits, out var words)
        && (words[number % ChunkBits / 64] & (1UL << (int)(number % 64))) != 0;
}
