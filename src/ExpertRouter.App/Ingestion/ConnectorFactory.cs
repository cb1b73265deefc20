using ExpertRouter.App.Ingestion.Jsonl;
using ExpertRouter.App.Ingestion.StackExchange;

namespace ExpertRouter.App.Ingestion;

/// <summary>Makes connectors by name.</summary>
public static class ConnectorFactory
{
    /// <summary>Names of the connectors that read files or repositories.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["stackexchange", "jsonl"];

    /// <summary>Makes a connector for one run.</summary>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="arguments">Paths, and settings as <c>key=value</c>: <c>site=https://…</c> for <c>stackexchange</c>.</param>
    /// <exception cref="IngestionException">The kind is unknown, or the arguments do not fit it.</exception>
    public static IConnector Create(string kind, IReadOnlyList<string> arguments)
    {
        var settings = arguments.Where(IsSetting).ToDictionary(Key, Value, StringComparer.OrdinalIgnoreCase);
        var paths = arguments.Where(argument => !IsSetting(argument)).ToList();
        var known = kind == "stackexchange" ? "site" : null;
        if (settings.Keys.FirstOrDefault(key => key != known) is { } unknown)
            throw new IngestionException($"'{kind}' knows no setting '{unknown}'{(known is null ? "" : $"; it knows '{known}'")}. If it is a file, name it with its folder: ./{unknown}=….");
        return kind switch
        {
            "stackexchange" => new StackExchangeConnector(Only(kind, paths), settings.GetValueOrDefault("site")),
            "jsonl" => new JsonlConnector(paths),
            _ => throw new IngestionException($"There is no connector '{kind}'; the connectors are: {string.Join(", ", Kinds)}."),
        };
    }

    private static string Only(string kind, List<string> paths) =>
        paths.Count == 1 ? paths[0] : throw new IngestionException($"'{kind}' reads one path at a time, {paths.Count} are given.");

    private static bool IsSetting(string argument)
    {
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && argument[..equals].All(char.IsAsciiLetter);
    }

    private static string Key(string argument) => argument[..argument.IndexOf('=', StringComparison.Ordinal)];

    private static string Value(string argument) => argument[(argument.IndexOf('=', StringComparison.Ordinal) + 1)..];
}
