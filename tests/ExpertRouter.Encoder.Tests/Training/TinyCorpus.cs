using ExpertRouter.Encoder.Layers;
using ExpertRouter.Encoder.Training;

namespace ExpertRouter.Encoder.Tests.Training;

/// <summary>Six experts, each with a topic of eight words, and documents and pairs made of them; written as the files a user would give.</summary>
internal static class TinyCorpus
{
    public static readonly EncoderArchitecture Architecture = new()
    {
        Width = 12,
        Dimension = 8,
        Layer = new MoeOptions { Experts = 4, Hidden = 4, TopK = 2, NullExperts = 2, SmallestHidden = 2, BidWidth = 3, WordSlices = 16 },
    };

    public static EncoderTrainingOptions Options(string folder) => new()
    {
        PairFiles = [Path.Combine(folder, "pairs.jsonl")],
        DocumentFiles = [Path.Combine(folder, "documents.jsonl")],
        Architecture = Architecture,
        Tokenizer = new() { Buckets = 50 },
        MinimumWordDocuments = 2,
        Steps = 24,
        WarmUpSteps = 4,
        ExpertBatch = 24,
        SameExpertBatch = 6,
        PairBatch = 12,
        ValidateEvery = 8,
        ValidationShare = .1f,
        ValidationDocuments = 10,
        LearningRate = .02f,
        TableLearningRate = .03f,
        HeadLearningRate = .04f,
        CheckpointEverySeconds = 3600,
    };

    public static IReadOnlyList<TrainingDocument> Documents { get; } =
        [.. Enumerable.Range(0, 120).Select(i => new TrainingDocument($"doc{i}-part", Words(i, 3), Words(i + 1000, 8), [$"expert{i % 6}"]))];

    public static IReadOnlyList<TrainingPair> Pairs { get; } =
        [.. Enumerable.Range(0, 100).Select(i => new TrainingPair(i % 2 == 0 ? "even" : "odd", Words(6000 + i, 4), Words(12000 + i, 9)))];

    /// <summary>Writes both files into a new folder below the temporary one.</summary>
    public static string Write()
    {
        var folder = Directory.CreateTempSubdirectory("tiny-corpus-").FullName;
        File.WriteAllLines(Path.Combine(folder, "documents.jsonl"), Documents.Select(document =>
            $$"""{"id": "{{document.Id}}", "title": "{{document.Title}}", "body": "{{document.Body}}", "section": "x", "experts": ["{{document.Experts[0]}}"]}"""));
        File.WriteAllLines(Path.Combine(folder, "pairs.jsonl"), Pairs.Select(pair =>
            $$"""{"source": "{{pair.Source}}", "anchor": "{{pair.Anchor}}", "positive": "{{pair.Positive}}"}"""));
        return folder;
    }

    /// <summary>Words of topic seed mod 6.</summary>
    private static string Words(int seed, int count)
    {
        var random = new SeededRandom((ulong)seed);
        return string.Join(' ', Enumerable.Range(0, count).Select(_ => $"topic{seed % 6}word{random.Next(8)}"));
    }
}
