using ExpertRouter.App.Demo;
using ExpertRouter.Evaluation.Datasets;
using ExpertRouter.Evaluation.Datasets.Embeddings;

namespace ExpertRouter.App.Evaluating.Encoders;

/// <summary>Titles and texts of the demo organisation's documents and requests as pairs: text that every installation has, and no model was trained on.</summary>
internal static class DemoPairs
{
    public static IReadOnlyList<EmbeddedPair> Read() =>
    [
        .. Directory.EnumerateFiles(DemoOrganisation.Folder, "*.jsonl", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .SelectMany(JsonLines.Read<Row>)
            .Where(row => row.Type == "document" && row.Title.Length > 0 && row.Body.Length > 0)
            .Select(row => new EmbeddedPair { Anchor = row.Title, Positive = row.Body }),
    ];

    private sealed record Row
    {
        public string Type { get; init; } = "";

        public string Title { get; init; } = "";

        public string Body { get; init; } = "";
    }
}
