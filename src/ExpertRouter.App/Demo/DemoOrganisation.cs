using ExpertRouter.App.Ingestion;
using ExpertRouter.Data;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Demo;

/// <summary>
/// The fictional company that ships with the product, so that the first command shows a living system. It goes in through
/// the same connector as anybody's own data. Thread-safe; loading twice changes nothing.
/// </summary>
public sealed class DemoOrganisation(IngestionService ingestion, IDbContextFactory<AppDbContext> contexts)
{
    /// <summary>Name of its source.</summary>
    public const string SourceName = "kestrel-harbour";

    /// <summary>People and areas first, so that nobody starts as a placeholder.</summary>
    private static readonly string[] Order = ["areas", "people", "models", "groups", "documents", "requests"];

    /// <summary>Where the texts lie.</summary>
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "Demo", "Data");

    /// <summary>Whether the store holds nothing yet, so that the demo may be shown without mixing it with somebody's data.</summary>
    public async Task<bool> IsStoreEmptyAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return !await db.Sources.AnyAsync(cancellationToken);
    }

    /// <summary>Ingests the demo organisation.</summary>
    /// <exception cref="DirectoryNotFoundException">The texts are not beside the program.</exception>
    public Task<IngestionReport> LoadAsync(IProgress<IngestionProgress>? progress, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(Folder))
            throw new DirectoryNotFoundException($"The demo organisation is missing at '{Folder}'; build or publish the program again.");
        var files = Directory.EnumerateFiles(Folder, "*.jsonl", SearchOption.AllDirectories)
            .OrderBy(file => Array.FindIndex(Order, prefix => Path.GetFileName(file).StartsWith(prefix, StringComparison.Ordinal)))
            .ThenBy(file => file, StringComparer.Ordinal)
            .ToList();
        return ingestion.RunAsync(new IngestionRequest("jsonl", files, SourceName, SourceName), progress, cancellationToken);
    }
}
