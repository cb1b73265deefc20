using System.Text;

namespace ExpertRouter.Encoder.Tokenization;

/// <summary>Text that Unicode normalisation accepts.</summary>
internal static class WellFormedText
{
    /// <summary>The text with lone surrogates and noncharacters (U+FFFE, U+FDD0 …) replaced by U+FFFD.</summary>
    public static string Of(ReadOnlySpan<char> text)
    {
        var result = new StringBuilder(text.Length);
        Span<char> units = stackalloc char[2];
        foreach (var rune in text.EnumerateRunes())
        {
            var noncharacter = (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF;
            var length = (noncharacter ? Rune.ReplacementChar : rune).EncodeToUtf16(units);
            result.Append(units[..length]);
        }
        return result.ToString();
    }
}
