namespace ExpertRouter.Core.Model;

/// <summary>Where documents and experts come from: one dump, repository, index, file or API client.</summary>
public sealed class Source
{
    /// <summary>Store-wide number.</summary>
    public int Id { get; set; }

    /// <summary>Unique short name, part of public ids: <c>name/externalId</c>.</summary>
    public required string Name { get; set; }

    /// <summary>Name of the connector: <c>stackexchange</c>, <c>git</c>, <c>debian</c>, <c>jsonl</c>, <c>csv</c>, <c>api</c>.</summary>
    public required string Connector { get; set; }

    /// <summary>Sources of one group share people: equal normalised names inside it are one person.</summary>
    public required string Group { get; set; }

    /// <summary>Path or address that the connector reads.</summary>
    public required string Location { get; set; }

    /// <summary>When it was added.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}
