using System.Globalization;
using System.Text;

namespace ExpertRouter.Encoder.Tokenization;

/// <summary>
/// BERT's basic tokenisation: control and format characters out, white space to one space, Han characters and punctuation set apart
/// by spaces, and for uncased vocabularies lower case without accents. ASCII symbols (<c>+ $ &lt; = &gt; ^ ` | ~</c>) count as punctuation.
/// </summary>
internal static class BertPreTokenizer
{
    /// <summary>The words and signs of <paramref name="text"/>, separated by single spaces.</summary>
    public static string Split(ReadOnlySpan<char> text, bool lowerCase)
    {
        var normal = WellFormedText.Of(text);
        if (lowerCase)
            normal = normal.ToLowerInvariant().Normalize(NormalizationForm.FormD);
        var result = new StringBuilder(normal.Length + 16);
        foreach (var rune in normal.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (IsSpace(rune, category))
                Separate(result);
            else if (IsDropped(rune, category) || (lowerCase && category == UnicodeCategory.NonSpacingMark))
                continue;
            else if (IsPunctuation(rune, category) || IsHan(rune.Value))
            {
                Separate(result);
                result.Append(rune.ToString());
                Separate(result);
            }
            else
                result.Append(rune.ToString());
        }
        return result.ToString().TrimEnd(' ');
    }

    private static void Separate(StringBuilder result)
    {
        if (result.Length > 0 && result[^1] != ' ')
            result.Append(' ');
    }

    private static bool IsSpace(Rune rune, UnicodeCategory category) =>
        rune.Value is '\t' or '\n' or '\r' || category is UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static bool IsDropped(Rune rune, UnicodeCategory category) =>
        rune == Rune.ReplacementChar
        || category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse;

    private static bool IsPunctuation(Rune rune, UnicodeCategory category) =>
        rune.IsAscii
            ? rune.Value > ' ' && !Rune.IsLetterOrDigit(rune)
            : category is UnicodeCategory.ConnectorPunctuation or UnicodeCategory.DashPunctuation or UnicodeCategory.OpenPunctuation
                or UnicodeCategory.ClosePunctuation or UnicodeCategory.InitialQuotePunctuation or UnicodeCategory.FinalQuotePunctuation
                or UnicodeCategory.OtherPunctuation;

    private static bool IsHan(int value) => value is >= 0x4E00 and <= 0x9FFF or >= 0x3400 and <= 0x4DBF or >= 0x20000 and <= 0x2A6DF
        or >= 0x2A700 and <= 0x2CEAF or >= 0xF900 and <= 0xFAFF or >= 0x2F800 and <= 0x2FA1F;
}
