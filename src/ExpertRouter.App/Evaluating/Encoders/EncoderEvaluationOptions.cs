namespace ExpertRouter.App.Evaluating.Encoders;

/// <summary>What to measure, on what. Everything but the models may be missing; what is not there is left out.</summary>
public sealed record EncoderEvaluationOptions
{
    private static readonly string[] SharedSites = ["ai", "beer", "coffee"];

    /// <summary>Model folders with a manifest.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>Folder of word vectors (vocab.txt, vectors.f16) for the baseline without training.</summary>
    public string? WordVectors { get; init; }

    /// <summary>Folder of Universal Sentence Encoder Lite (use-lite.onnx, vocab.tsv).</summary>
    public string? UseLite { get; init; }

    /// <summary>Folder of the reviewer-match layout.</summary>
    public string? Reviewers { get; init; }

    /// <summary>Folder of the dblp layout: papers, authors and experts of topics. Chooses how profiles of reviewers are read, and models by that; never measured as a test.</summary>
    public string? Topics { get; init; }

    /// <summary>Folder with documents.jsonl and queries.jsonl.</summary>
    public string? Experts { get; init; }

    /// <summary>Stack Exchange dump folders.</summary>
    public IReadOnlyList<string> Dumps { get; init; } = [];

    /// <summary>Files of text pairs that no model was trained on.</summary>
    public IReadOnlyList<string> Pairs { get; init; } = [];

    /// <summary>Files of training pairs, of which only those that training leaves out are measured.</summary>
    public IReadOnlyList<string> HeldOutPairs { get; init; } = [];

    /// <summary>
    /// Measure only what models may be chosen by: held-out pairs, the demo organisation, documents in the part of queries, own papers, experts of topics. No label that a
    /// published figure rests on is read.
    /// </summary>
    public bool Development { get; init; }

    /// <summary>Threads of one encoder run; 0 for one per core.</summary>
    public int Threads { get; init; }

    /// <summary>Fills in what a folder with the public data sets holds; what was given stays.</summary>
    public EncoderEvaluationOptions WithShared(string shared)
    {
        string? Folder(params string[] parts) => Path.Combine([shared, .. parts]) is var path && Directory.Exists(path) ? path : null;
        string[] File(string name) => Path.Combine(shared, "data", "text-pairs", name) is var path && System.IO.File.Exists(path) ? [path] : [];
        return this with
        {
            WordVectors = WordVectors ?? Folder("data", "glove"),
            UseLite = UseLite ?? Folder("models", "use-lite"),
            Reviewers = Reviewers ?? Folder("data", "reviewer-match"),
            Topics = Topics ?? Folder("data", "dblp"),
            Experts = Experts ?? Folder("data", "debian-maintainers"),
            Dumps = Dumps.Count > 0 ? Dumps : [.. SharedSites.Select(site => Folder("data", "stackexchange", site)).OfType<string>()],
            Pairs = Pairs.Count > 0 ? Pairs : File("pairs-eval-window.jsonl.gz"),
            HeldOutPairs = HeldOutPairs.Count > 0 ? HeldOutPairs : File("pairs.jsonl.gz"),
        };
    }
}
