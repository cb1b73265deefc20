using ExpertRouter.App.Ingestion.Csv;
using ExpertRouter.App.Ingestion.Debian;
using ExpertRouter.App.Ingestion.Git;
using ExpertRouter.App.Ingestion.Jsonl;
using ExpertRouter.App.Ingestion.StackExchange;

namespace ExpertRouter.App.Ingestion;

/// <summary>Makes connectors by name.</summary>
public static class ConnectorFactory
{
    /// <summary>Names of the connectors that read files or repositories.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["stackexchange", "git", "debian", "jsonl", "csv"];

    /// <summary>Makes a connector for one run.</summary>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="arguments">
    /// Paths, and settings as <c>key=value</c>: <c>site=https://…</c> for <c>stackexchange</c>, <c>type=person</c> and so on for <c>csv</c>.
    /// </param>
    /// <exception cref="IngestionException">The kind is unknown, or the arguments do not fit it.</exception>
    public static IConnector Create(string kind, IReadOnlyList<string> arguments)
    {
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var paths = new List<string>();
        foreach (var argument in arguments)
        {
            var equals = argument.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && argument[..equals].All(char.IsAsciiLetter))
                settings[argument[..equals]] = argument[(equals + 1)..];
            else
                paths.Add(argument);
        }
        var known = kind switch { "stackexchange" => "site", "csv" => "type", _ => null };
        if (settings.Keys.FirstOrDefault(key => key != known) is { } unknown)
            throw new IngestionException($"'{kind}' knows no setting '{unknown}'{(known is null ? "" : $"; it knows '{known}'")}. If it is a file, name it with its folder: ./{unknown}=….");
        return kind switch
        {
            "stackexchange" => new StackExchangeConnector(Only(kind, paths), settings.GetValueOrDefault("site")),
            "git" => new GitConnector(Only(kind, paths)),
            "debian" => new DebianConnector(paths),
            "jsonl" => new JsonlConnector(paths),
            "csv" => new CsvConnector(paths, settings.GetValueOrDefault("type")),
            _ => throw new IngestionException($"There is no connector '{kind}'; the connectors are: {string.Join(", ", Kinds)}."),
        };
    }

    private static string Only(string kind, List<string> paths) =>
        paths.Count == 1 ? paths[0] : throw new IngestionException($"'{kind}' reads one path at a time, {paths.Count} are given.");
}
