namespace ExpertRouter.App.Ingestion;

/// <summary>Section <c>Ingestion</c>.</summary>
public sealed class IngestionOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Ingestion";

    /// <summary>Items per transaction, from 1 to 20,000.</summary>
    public int BatchSize { get; set; } = 1000;

    /// <summary>Characters of text per transaction; ends a batch early, so that large items do not add up in memory.</summary>
    public int BatchCharacters { get; set; } = 8_000_000;
}
