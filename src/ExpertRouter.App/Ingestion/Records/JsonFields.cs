using System.Globalization;
using System.Text.Json;

namespace ExpertRouter.App.Ingestion.Records;

/// <summary>Typed access to one JSON object that names the field in every complaint and remembers which fields were asked for.</summary>
public sealed class JsonFields(JsonElement element)
{
    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Fields of the object that nobody asked for.</summary>
    public IEnumerable<string> Unknown =>
        element.EnumerateObject().Select(property => property.Name).Where(name => !_known.Contains(name));

    /// <summary>Text, trimmed; null when absent, null or blank. Numbers count as text.</summary>
    public string? Text(string name)
    {
        if (!TryGet(name, out var value))
            return null;
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Number => value.GetRawText(),
            _ => throw Wrong(name, "a text", value),
        };
        text = text.Trim();
        return text.Length == 0 ? null : text;
    }

    /// <summary>Text that must be there.</summary>
    public string Required(string name) =>
        Text(name) ?? throw new RecordFormatException($"field '{name}' is missing or empty");

    /// <summary>A list of texts; a single text is split at semicolons.</summary>
    public IReadOnlyList<string> List(string name)
    {
        if (!TryGet(name, out var value))
            return [];
        if (value.ValueKind == JsonValueKind.String)
            return value.GetString()!.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (value.ValueKind != JsonValueKind.Array)
            throw Wrong(name, "a list of texts", value);
        var list = new List<string>(value.GetArrayLength());
        foreach (var item in value.EnumerateArray())
        {
            var text = item.ValueKind switch
            {
                JsonValueKind.String => item.GetString()!.Trim(),
                JsonValueKind.Number => item.GetRawText(),
                _ => throw Wrong(name, "a list of texts", item),
            };
            if (text.Length > 0)
                list.Add(text);
        }
        return list;
    }

    /// <summary>A number; null when absent.</summary>
    public double? Number(string name)
    {
        if (!TryGet(name, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number))
            return number;
        if (value.ValueKind == JsonValueKind.String)
        {
            var text = value.GetString()!.Trim();
            if (text.Length == 0)
                return null;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number))
                return number;
        }
        throw Wrong(name, "a number", value);
    }

    /// <summary>A whole number; null when absent.</summary>
    public int? Whole(string name) => Number(name) switch
    {
        null => null,
        { } number when number == Math.Truncate(number) && Math.Abs(number) <= int.MaxValue => (int)number,
        { } number => throw new RecordFormatException(string.Create(CultureInfo.InvariantCulture, $"field '{name}' is {number}, expected a whole number")),
    };

    /// <summary>True or false; null when absent.</summary>
    public bool? Flag(string name)
    {
        if (!TryGet(name, out var value))
            return null;
        return value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String => value.GetString()!.Trim().ToUpperInvariant() switch
            {
                "" => null,
                "TRUE" or "YES" or "1" => true,
                "FALSE" or "NO" or "0" => false,
                _ => throw Wrong(name, "true or false", value),
            },
            _ => throw Wrong(name, "true or false", value),
        };
    }

    /// <summary>A time in ISO 8601, as UTC; without an offset it is taken as UTC. Null when absent.</summary>
    public DateTimeOffset? Time(string name)
    {
        if (Text(name) is not { } text)
            return null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw new RecordFormatException($"field '{name}' is '{text}', expected a time such as 2026-03-14T09:20:00Z");
    }

    /// <summary>One of the names of an enumeration, in any case; hyphens and spaces do not count.</summary>
    public T Choice<T>(string name, T fallback) where T : struct, Enum
    {
        if (Text(name) is not { } text)
            return fallback;
        return ParseChoice<T>(text)
            ?? throw new RecordFormatException($"field '{name}' is '{text}', expected one of: {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}");
    }

    /// <summary>The raw value; false when absent or null.</summary>
    public bool TryGet(string name, out JsonElement value)
    {
        _known.Add(name);
        if (element.TryGetProperty(name, out value))
            return value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined);
        foreach (var property in element.EnumerateObject())
        {
            if (!string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase))
                continue;
            value = property.Value;
            return value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined);
        }
        return false;
    }

    internal static T? ParseChoice<T>(string text) where T : struct, Enum
    {
        var plain = text.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
        return plain.Length > 0 && char.IsLetter(plain[0]) && Enum.TryParse<T>(plain, ignoreCase: true, out var choice) && Enum.IsDefined(choice) ? choice : null;
    }

    private static RecordFormatException Wrong(string name, string expected, JsonElement value)
    {
        var raw = value.GetRawText();
        return new RecordFormatException($"field '{name}' is {(raw.Length > 60 ? raw[..60] + "…" : raw)}, expected {expected}");
    }
}
