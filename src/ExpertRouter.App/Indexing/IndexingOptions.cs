namespace ExpertRouter.App.Indexing;

/// <summary>Section <c>Indexing</c>.</summary>
public sealed class IndexingOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Indexing";

    /// <summary>Documents read from the store at a time.</summary>
    public int BatchSize { get; set; } = 1_000;

    /// <summary>Documents after which a long run commits, so that a kill loses little work.</summary>
    public int CommitEvery { get; set; } = 50_000;

    /// <summary>Seconds between looks at the store when nobody nudges.</summary>
    public double PollSeconds { get; set; } = 5;
}
