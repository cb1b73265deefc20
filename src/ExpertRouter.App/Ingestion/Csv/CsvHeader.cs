namespace ExpertRouter.App.Ingestion.Csv;

/// <summary>The columns of a CSV file and the type of its rows.</summary>
internal sealed class CsvHeader
{
    private static readonly Dictionary<string, string[]> Required = new(StringComparer.Ordinal)
    {
        ["document"] = ["id", "title"],
        ["person"] = ["name"],
        ["model"] = ["id", "name"],
        ["area"] = ["name"],
        ["group"] = ["id", "members"],
    };

    private CsvHeader(IReadOnlyList<string> columns, char separator, string? type) => (Columns, Separator, Type) = (columns, separator, type);

    public IReadOnlyList<string> Columns { get; }

    public char Separator { get; }

    /// <summary>Type of all rows; null when a column <c>type</c> says it row by row.</summary>
    public string? Type { get; }

    /// <exception cref="IngestionException">Columns are missing, or the type cannot be told from them.</exception>
    public static CsvHeader Parse(string file, string line, string? type)
    {
        var separator = CsvSplitter.Separator(line);
        var columns = CsvSplitter.Split(line, separator).Select(column => column.Trim()).ToList();
        bool Has(string name) => columns.Contains(name, StringComparer.OrdinalIgnoreCase);
        if (Has("type"))
            return new CsvHeader(columns, separator, null);
        type ??= Has("body") || Has("authors") || Has("kind") ? "document"
            : Has("costPerRequest") || Has("owner") ? "model"
            : Has("members") ? "group"
            : Has("synonyms") ? "area"
            : Has("name") && (Has("email") || Has("id")) ? "person"
            : throw new IngestionException($"{file}:1: the columns ({string.Join(", ", columns)}) do not tell what the rows are. Add a column 'type' or name the type: type=person, type=document, type=model, type=area or type=group. Documents need 'id' and 'title', people 'name' and 'email'.");
        if (!Required.TryGetValue(type, out var required))
            throw new IngestionException($"type={type} is unknown, expected one of: {string.Join(", ", Required.Keys)}.");
        var missing = required.Where(name => !Has(name)).ToList();
        if (missing.Count > 0)
            throw new IngestionException($"{file}:1: a {type} needs the column{(missing.Count > 1 ? "s" : "")} {string.Join(", ", missing.Select(name => $"'{name}'"))}; the header has: {string.Join(", ", columns)}.");
        return new CsvHeader(columns, separator, type);
    }
}
