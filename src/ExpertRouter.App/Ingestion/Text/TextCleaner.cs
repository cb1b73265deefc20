using System.Text;

namespace ExpertRouter.App.Ingestion.Text;

/// <summary>Removes what not every database can store.</summary>
public static class TextCleaner
{
    /// <summary>Drops NUL and replaces surrogates without a partner by U+FFFD. Returns the same instance when there is nothing to do.</summary>
    public static string Clean(string text)
    {
        var bad = FirstBad(text);
        if (bad < 0)
            return text;
        var result = new StringBuilder(text.Length).Append(text, 0, bad);
        for (var i = bad; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                result.Append(c).Append(text[++i]);
            else if (char.IsSurrogate(c))
                result.Append('\uFFFD');
            else if (c != '\0')
                result.Append(c);
        }
        return result.ToString();
    }

    /// <summary>As <see cref="Clean(string)"/>, null for null and for nothing but white space.</summary>
    public static string? CleanOptional(string? text) => string.IsNullOrWhiteSpace(text) ? null : Clean(text);

    private static int FirstBad(string text)
    {
        var span = text.AsSpan();
        var start = 0;
        while (true)
        {
            var next = span[start..].IndexOfAny(Suspects);
            if (next < 0)
                return -1;
            var at = start + next;
            if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
                start = at + 2;
            else
                return at;
        }
    }

    private static readonly System.Buffers.SearchValues<char> Suspects =
        System.Buffers.SearchValues.Create([.. Enumerable.Range(0xD800, 0x800).Select(c => (char)c), '\0']);
}
