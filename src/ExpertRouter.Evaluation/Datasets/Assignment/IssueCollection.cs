using System.Globalization;
using System.Text.Json;

namespace ExpertRouter.Evaluation.Datasets.Assignment;

/// <summary>
/// Issues with the person they were assigned to, by time of creation, then number. Left out: issues of nobody or of a
/// queue (<c>queue:…</c>), and issues whose creation time cannot be read ("4 days ago"). Immutable.
/// </summary>
public sealed class IssueCollection
{
    private static readonly DateTime Epoch = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Builds a set.</summary>
    public IssueCollection(string name, IEnumerable<AssignedIssue> issues)
    {
        Name = name;
        Issues = [.. issues.OrderBy(issue => issue.Created).ThenBy(issue => issue.Number)];
    }

    /// <summary>Short name: the file's, without extensions; the folder's where the file is only called "issues".</summary>
    public string Name { get; }

    /// <summary>Usable issues, oldest first.</summary>
    public IReadOnlyList<AssignedIssue> Issues { get; }

    /// <summary>Reads a <c>.jsonl</c> or <c>.jsonl.gz</c> file.</summary>
    /// <exception cref="InvalidDataException">A line is no issue of either layout; file and line are named.</exception>
    public static IssueCollection Load(string path)
    {
        var name = Path.GetFileName(path).Split('.')[0];
        if (name == "issues") name = Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path))) ?? name;
        var issues = JsonLines.Read<IssueRow>(path).Index()
            .Select(row => ToIssue(row.Item, path, row.Index + 1))
            .OfType<AssignedIssue>();
        return new IssueCollection(name, issues);
    }

    private static AssignedIssue? ToIssue(IssueRow row, string path, int record)
    {
        if (row.Key is null && row.N is null)
            throw new InvalidDataException($"{path}: record {record} has neither 'key' nor 'n'; it is no issue of a known layout");
        if (string.IsNullOrEmpty(row.Assignee) || row.Assignee.StartsWith("queue:", StringComparison.Ordinal)) return null;
        var created = row.CreatedExcel is { } serial ? ReadSerial(serial) : ReadDate(row.Created);
        if (created is null) return null;
        return new AssignedIssue
        {
            Id = row.Key ?? row.N!.Value.ToString(CultureInfo.InvariantCulture),
            Created = created.Value,
            Number = row.N ?? NumberOf(row.Key!),
            Text = $"{row.Summary} {row.Description}",
            Components = Components(row.Component),
            Reporter = string.IsNullOrEmpty(row.Reporter) ? null : row.Reporter,
            Assignee = row.Assignee,
            Resolved = ReadDate(row.Resolved),
        };
    }

    private static int NumberOf(string key) =>
        int.TryParse(key.AsSpan(key.LastIndexOf('-') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static double? ReadSerial(JsonElement serial) => serial.ValueKind switch
    {
        JsonValueKind.Number => serial.GetDouble(),
        JsonValueKind.String when double.TryParse(
            serial.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var days) => days,
        _ => null,
    };

    private static double? ReadDate(string? text) =>
        DateTime.TryParseExact(
            text, "dd/MMM/yy HH:mm", CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)
            ? (date - Epoch).TotalDays
            : null;

    private static IReadOnlyList<string> Components(string? text) =>
        text is null or "None"
            ? []
            : [.. text.Split(',')
                .Select(part => string.Concat(part.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit)))
                .Where(part => part.Length > 0)];
}
