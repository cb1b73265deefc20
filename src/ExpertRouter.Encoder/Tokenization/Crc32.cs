namespace ExpertRouter.Encoder.Tokenization;

/// <summary>CRC-32 (ISO 3309, reflected polynomial EDB88320) of UTF-8 text: a hash that is the same in every process and language.</summary>
public static class Crc32
{
    private static readonly uint[] Table = BuildTable();

    /// <summary>Checksum of the UTF-8 form of <paramref name="text"/>; lone surrogates count as U+FFFD.</summary>
    public static uint Hash(ReadOnlySpan<char> text)
    {
        Span<byte> utf8 = stackalloc byte[4];
        var crc = uint.MaxValue;
        foreach (var rune in text.EnumerateRunes())
        {
            var length = rune.EncodeToUtf8(utf8);
            foreach (var value in utf8[..length])
                crc = Table[(byte)(crc ^ value)] ^ (crc >> 8);
        }
        return ~crc;
    }

    private static uint[] BuildTable()
    {
        var table = new uint[256];
        for (var i = 0u; i < table.Length; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
                value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ 0xEDB88320u;
            table[i] = value;
        }
        return table;
    }
}
