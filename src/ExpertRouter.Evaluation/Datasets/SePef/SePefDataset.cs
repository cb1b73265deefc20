using System.Text.Json;
using ExpertRouter.Evaluation.Experiments;
using ExpertRouter.Evaluation.Trec;

namespace ExpertRouter.Evaluation.Datasets.SePef;

/// <summary>A data set that <see cref="SePefBuilder"/> wrote, in memory. Immutable; thread-safe.</summary>
public sealed record SePefDataset
{
    /// <summary>The folder's name.</summary>
    public required string Name { get; init; }

    /// <summary>Experts' answers before the train boundary.</summary>
    public required IReadOnlyList<SePefDocument> Documents { get; init; }

    /// <summary>Expert ids, those who may be ranked.</summary>
    public required IReadOnlyList<string> Experts { get; init; }

    /// <summary>Queries of all splits.</summary>
    public required IReadOnlyList<SePefQuery> Queries { get; init; }

    /// <summary>What the build reported.</summary>
    public required SePefReport Report { get; init; }

    /// <summary>Reads a folder.</summary>
    /// <exception cref="InvalidDataException">A line cannot be read; file and line are named.</exception>
    public static SePefDataset Load(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        var report = Path.Combine(folder, "report.json");
        return new SePefDataset
        {
            Name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))),
            Documents = [.. JsonLines.Read<SePefDocument>(Path.Combine(folder, "documents.jsonl"))],
            Experts = [.. File.ReadLines(Path.Combine(folder, "experts.tsv")).Skip(1).Select(line => line.Split('\t')[0])],
            Queries = [.. JsonLines.Read<SePefQuery>(Path.Combine(folder, "queries.jsonl"))],
            Report = JsonSerializer.Deserialize<SePefReport>(File.ReadAllText(report), EvaluationJson.Options)
                ?? throw new InvalidDataException($"{report}: holds no report."),
        };
    }

    /// <summary>The judgments of a split: the relevant expert of each query with grade 1.</summary>
    public Qrels QrelsOf(SePefSplit split)
    {
        var qrels = new Qrels();
        foreach (var query in Queries.Where(query => query.Split == split))
        {
            foreach (var expert in query.Relevant)
            {
                qrels.Add(query.Id, expert, 1);
            }
        }

        return qrels;
    }
}
