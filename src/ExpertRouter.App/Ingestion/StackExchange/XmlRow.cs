using System.Globalization;
using System.Text;
using ExpertRouter.App.Ingestion.Records;

namespace ExpertRouter.App.Ingestion.StackExchange;

/// <summary>One <c>&lt;row … /&gt;</c> of a dump. Values are decoded when they are asked for.</summary>
public sealed class XmlRow
{
    private static readonly System.Buffers.SearchValues<char> NotInNames = System.Buffers.SearchValues.Create(" \t\"<>/");
    private readonly string _text;
    private readonly List<(int Name, int NameLength, int Value, int ValueLength)> _attributes = new(24);

    /// <summary>Finds the attributes of a row.</summary>
    /// <exception cref="RecordFormatException">The text is no whole row.</exception>
    public XmlRow(string text)
    {
        _text = text;
        var i = "<row".Length;
        while (true)
        {
            while (i < text.Length && char.IsWhiteSpace(text[i]))
                i++;
            if (i >= text.Length)
                throw new RecordFormatException("the row is cut off: '/>' is missing");
            if (text[i] == '/' && i + 1 < text.Length && text[i + 1] == '>')
                return;
            var equals = text.IndexOf('=', i);
            var name = i;
            if (equals < 0 || equals + 1 >= text.Length)
                throw new RecordFormatException("the row is cut off in the name of an attribute");
            var length = text.AsSpan(name, equals - name).TrimEnd().Length;
            if (length == 0 || text.AsSpan(name, length).ContainsAny(NotInNames))
                throw new RecordFormatException($"not well-formed XML at column {i + 1}: expected name=\"value\"");
            var open = equals + 1;
            while (open < text.Length && char.IsWhiteSpace(text[open]))
                open++;
            if (open >= text.Length || text[open] is not ('"' or '\''))
                throw new RecordFormatException($"attribute '{text.Substring(name, length)}' has no quoted value");
            var close = text.IndexOf(text[open], open + 1);
            if (close < 0)
                throw new RecordFormatException($"the row is cut off in attribute '{text.Substring(name, length)}'");
            if (text.AsSpan(open + 1, close - open - 1).Contains('<'))
                throw new RecordFormatException($"not well-formed XML: '<' in attribute '{text.Substring(name, length)}'");
            _attributes.Add((name, length, open + 1, close - open - 1));
            i = close + 1;
        }
    }

    /// <summary>A value; null when the attribute is missing.</summary>
    /// <exception cref="RecordFormatException">The value holds an unknown entity.</exception>
    public string? Text(string name)
    {
        foreach (var (start, length, value, valueLength) in _attributes)
        {
            if (length == name.Length && string.CompareOrdinal(_text, start, name, 0, length) == 0)
                return Decode(name, _text.AsSpan(value, valueLength));
        }
        return null;
    }

    /// <summary>A value that must be there.</summary>
    /// <exception cref="RecordFormatException">It is missing.</exception>
    public string Required(string name) =>
        Text(name) is { Length: > 0 } value ? value : throw new RecordFormatException($"attribute '{name}' is missing or empty");

    /// <summary>A whole number; null when missing.</summary>
    /// <exception cref="RecordFormatException">It is no number.</exception>
    public long? Number(string name)
    {
        if (Text(name) is not { Length: > 0 } text)
            return null;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new RecordFormatException($"attribute '{name}' is '{text}', expected a whole number");
    }

    /// <summary>A time, UTC; null when missing.</summary>
    /// <exception cref="RecordFormatException">It is no time.</exception>
    public DateTimeOffset? Time(string name)
    {
        if (Text(name) is not { Length: > 0 } text)
            return null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw new RecordFormatException($"attribute '{name}' is '{text}', expected a time such as 2026-03-14T09:20:00.000");
    }

    private static string Decode(string name, ReadOnlySpan<char> value)
    {
        var amp = value.IndexOf('&');
        if (amp < 0)
            return value.ToString();
        var result = new StringBuilder(value.Length);
        while (amp >= 0)
        {
            result.Append(value[..amp]);
            value = value[amp..];
            var semicolon = value[..Math.Min(value.Length, 12)].IndexOf(';');
            if (semicolon < 0)
                throw new RecordFormatException($"not well-formed XML: a bare '&' in attribute '{name}'");
            AppendEntity(result, name, value[1..semicolon]);
            value = value[(semicolon + 1)..];
            amp = value.IndexOf('&');
        }
        return result.Append(value).ToString();
    }

    private static void AppendEntity(StringBuilder result, string name, ReadOnlySpan<char> entity)
    {
        switch (entity)
        {
            case "lt": result.Append('<'); return;
            case "gt": result.Append('>'); return;
            case "amp": result.Append('&'); return;
            case "quot": result.Append('"'); return;
            case "apos": result.Append('\''); return;
        }
        var isHex = entity is ['#', 'x' or 'X', ..];
        if (entity is ['#', ..]
            && int.TryParse(entity[(isHex ? 2 : 1)..], isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            && code <= 0x10FFFF)
        {
            result.Append(Rune.IsValid(code) ? char.ConvertFromUtf32(code) : "\uFFFD");
            return;
        }
        throw new RecordFormatException($"not well-formed XML: unknown entity '&{entity};' in attribute '{name}'");
    }
}
