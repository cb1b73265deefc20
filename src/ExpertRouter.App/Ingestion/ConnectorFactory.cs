using ExpertRouter.App.Ingestion.Jsonl;

namespace ExpertRouter.App.Ingestion;

/// <summary>Makes connectors by name.</summary>
public static class ConnectorFactory
{
    /// <summary>Names of the connectors that read files or repositories.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["jsonl"];

    /// <summary>Makes a connector for one run.</summary>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="arguments">Paths, and settings as <c>key=value</c>.</param>
    /// <exception cref="IngestionException">The kind is unknown, or the arguments do not fit it.</exception>
    public static IConnector Create(string kind, IReadOnlyList<string> arguments) => kind switch
    {
        "jsonl" => new JsonlConnector(arguments),
        _ => throw new IngestionException($"There is no connector '{kind}'; the connectors are: {string.Join(", ", Kinds)}."),
    };
}
