using System.Text.Json;
using System.Text.Json.Serialization;
using ExpertRouter.Encoder.Layers;
using ExpertRouter.Encoder.Serving;
using ExpertRouter.Encoder.Tokenization;

namespace ExpertRouter.Encoder.Training;

/// <summary>Everything a training run depends on. Equal options, files and thread count give bit-equal weights.</summary>
public sealed record EncoderTrainingOptions
{
    private const int LargeSet = 20_000;
    private const int FewestSteps = 150;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>Name in the model's manifest.</summary>
    public string Name { get; init; } = "expertrouter-moe";

    /// <summary>Files of <see cref="TrainingPair"/>s.</summary>
    public IReadOnlyList<string> PairFiles { get; init; } = [];

    /// <summary>Files of <see cref="TrainingDocument"/>s.</summary>
    public IReadOnlyList<string> DocumentFiles { get; init; } = [];

    /// <summary>Index files of dictionaries, whose headwords and definitions are pairs (<see cref="DictionaryPairs"/>).</summary>
    public IReadOnlyList<string> Dictionaries { get; init; } = [];

    /// <summary>Sources of pairs to train on; all where empty.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Folder with vocab.txt and vectors.f16 (half floats, equally many a word) to start from; null to start from random numbers.</summary>
    public string? WordVectors { get; init; }

    /// <summary>
    /// Folder of a model to start from: its words fill the room that training text leaves in the vocabulary, words that both know keep their
    /// rows, hash buckets and layers are taken over; null to start from random numbers. The model must have this architecture.
    /// </summary>
    public string? StartFrom { get; init; }

    /// <summary>How many documents a word's vector counts for against what training made of the word; 0 uses it for untrained words only.</summary>
    public float WordVectorPrior { get; init; } = 10;

    /// <summary>What a word's vector is multiplied with at the start; the other components of its row are random with deviation .5.</summary>
    public float WordVectorScale { get; init; } = 1.2f;

    /// <summary>
    /// Whether rows start with the whitened word vectors (<see cref="WhitenedRows"/>), as many components as fit, and the layers by passing them on; otherwise with the vectors as they are
    /// and random layers. A model to start from has rows and layers of its own.
    /// </summary>
    public bool StartWhitened { get; init; }

    /// <summary>What is added to the variances in whitening, as a multiple of their mean.</summary>
    public double WhiteningShrinkage { get; init; } = 1;

    /// <summary>
    /// What the random start of rows is multiplied with where a word has no vector, and of hash buckets, when rows start whitened: 1 makes unknown words as unlike each other as known ones are, 0
    /// leaves all of it to training, and what that never meets says nothing.
    /// </summary>
    public float UnknownRowScale { get; init; } = 1;

    public EncoderArchitecture Architecture { get; init; } = new();

    /// <summary>
    /// Whether contrastive losses compare whole vectors or what the layers alone make of the texts, without the anchor (<see cref="EncoderArchitecture.AnchorWidth"/>): together the
    /// layers learn what the anchor lacks, alone they stay better by themselves.
    /// </summary>
    public bool AnchorInContrast { get; init; }

    public WordTokenizerOptions Tokenizer { get; init; } = WordTokenizerOptions.Default;

    /// <summary>A word needs this many documents to get an id of its own.</summary>
    public int MinimumWordDocuments { get; init; } = 4;

    /// <summary>Words with an id of their own; room that training text leaves goes to the most frequent of the word vectors.</summary>
    public int MaximumWords { get; init; } = 50_000;

    public int TitleTokens { get; init; } = 24;

    public int BodyTokens { get; init; } = 110;

    /// <summary>Longest text the served model reads, in tokens.</summary>
    public int ServedTokens { get; init; } = 256;

    /// <summary>An expert with fewer documents gets no vector of its own.</summary>
    public int MinimumExpertDocuments { get; init; } = 5;

    /// <summary>Regular expression whose match in a document's id names its family; two documents of one family are never a same-expert pair.</summary>
    public string? FamilyPattern { get; init; }

    public int Steps { get; init; } = 640;

    /// <summary>Documents per step for the expert softmax.</summary>
    public int ExpertBatch { get; init; } = 512;

    /// <summary>Same-expert pairs per step, each of another expert.</summary>
    public int SameExpertBatch { get; init; } = 256;

    /// <summary>Text pairs per step.</summary>
    public int PairBatch { get; init; } = 256;

    /// <summary>Batches whose gradients are added up before a step is taken.</summary>
    public int Accumulation { get; init; } = 1;

    public float ExpertWeight { get; init; } = 1;

    public float SameExpertWeight { get; init; } = 1;

    public float PairWeight { get; init; } = .2f;

    /// <summary>Whether each text pair brings one further negative, found by BM25 among the other positives.</summary>
    public bool HardNegatives { get; init; }

    /// <summary>
    /// Null: the pairs of a step are drawn from all sources together. Otherwise each step's pairs come from one source, so that every
    /// negative is of the same kind and what all texts of a kind have in common earns nothing; a source of n pairs is drawn with
    /// probability ∝ n^power: 1 as often as its size says, 0 all sources equally. A source too small for a step is filled up from the others.
    /// </summary>
    public float? SourcePower { get; init; }

    /// <summary>
    /// Share of the pairs that are replaced by two halves of their positive text, cut at a random token (after Izacard et al. 2022, "Contriever",
    /// who cut two spans): what belongs together then shares a topic and not the habits of titles. Texts under 24 tokens stay pairs.
    /// </summary>
    public float CropShare { get; init; }

    public float LearningRate { get; init; } = 2e-3f;

    /// <summary>Of the embedding table.</summary>
    public float TableLearningRate { get; init; } = 3e-3f;

    /// <summary>Of token weights, expert vectors and biases, and scales.</summary>
    public float HeadLearningRate { get; init; } = 4e-3f;

    public int WarmUpSteps { get; init; } = 40;

    [JsonConverter(typeof(JsonStringEnumConverter<DecayShape>))]
    public DecayShape Decay { get; init; } = DecayShape.Linear;

    /// <summary>Share of the learning rate that is left at the end.</summary>
    public float FinalRate { get; init; } = .03f;

    /// <summary>Largest norm of the dense gradient; longer ones are shortened to it.</summary>
    public float ClipNorm { get; init; } = 1;

    /// <summary>Share of tokens left out of a text in training; the first one always stays.</summary>
    public float TokenDropout { get; init; } = .45f;

    /// <summary>Share of the text vector's components set to 0 in training.</summary>
    public float Dropout { get; init; } = .15f;

    /// <summary>Share of the pairs kept for validation (<see cref="HeldOutPairs"/>).</summary>
    public float ValidationShare { get; init; } = HeldOutPairs.UsualShare;

    /// <summary>Documents kept for validation.</summary>
    public int ValidationDocuments { get; init; } = 500;

    public int ValidateEvery { get; init; } = 80;

    /// <summary>Validations without improvement before training stops; 0 never stops early.</summary>
    public int Patience { get; init; }

    public int CheckpointEverySeconds { get; init; } = 180;

    public ulong Seed { get; init; } = 1;

    public int Threads { get; init; } = 1;

    /// <summary>How the served model stores its embedding table.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<TableFormat>))]
    public TableFormat Table { get; init; } = TableFormat.Half;

    /// <summary>
    /// The usual recipe cut to a number of documents: all of it from 20,000 documents on; below that smaller batches, so that one does not hold
    /// half of the set, and fewer steps.
    /// </summary>
    public static EncoderTrainingOptions ForDocuments(int documents)
    {
        var usual = new EncoderTrainingOptions();
        return usual with
        {
            Steps = Math.Clamp((int)((long)usual.Steps * documents / LargeSet), FewestSteps, usual.Steps),
            ExpertBatch = Math.Clamp(documents / 4, 16, usual.ExpertBatch),
            SameExpertBatch = Math.Clamp(documents / 8, 8, usual.SameExpertBatch),
            PairBatch = Math.Clamp(documents / 8, 8, usual.PairBatch),
        };
    }

    /// <summary>The architecture that a model folder's manifest tells; null where it does not.</summary>
    /// <exception cref="ExpertRouter.Encoder.Serving.ModelLoadException">there is no readable manifest.</exception>
    public static EncoderArchitecture? ArchitectureOf(string modelFolder) =>
        ModelManifest.Load(modelFolder).Training is { ValueKind: JsonValueKind.Object } training
        && training.TryGetProperty("options", out var options) && options.TryGetProperty("architecture", out var architecture)
            ? architecture.Deserialize<EncoderArchitecture>(Json)
            : null;

    public static EncoderTrainingOptions Load(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<EncoderTrainingOptions>(File.ReadAllText(path), Json)
                ?? throw new FormatException($"{path}: the file says null");
        }
        catch (JsonException error)
        {
            throw new FormatException($"{path}:{error.LineNumber + 1}: {error.Message}", error);
        }
    }

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <exception cref="ArgumentException">a value is out of range; the message names it.</exception>
    public void Validate()
    {
        Architecture.Validate();
        Require(PairFiles.Count + DocumentFiles.Count + Dictionaries.Count > 0, "PairFiles, DocumentFiles and Dictionaries are all empty; give at least one file to train on");
        Require(
            (Architecture.AnchorWidth == 0 && !StartWhitened) || StartFrom is not null || WordVectors is not null,
            $"an anchor (AnchorWidth {Architecture.AnchorWidth}) and whitened rows (StartWhitened) are made of word vectors: give WordVectors");
        Require(WhiteningShrinkage >= 0 && UnknownRowScale >= 0, "WhiteningShrinkage and UnknownRowScale must not be negative");
        Require(Steps >= 1 && Accumulation >= 1 && Threads >= 1 && ValidateEvery >= 1, "Steps, Accumulation, Threads and ValidateEvery must be at least 1");
        Require(ExpertBatch >= 0 && SameExpertBatch >= 0 && PairBatch >= 0, "batch sizes must not be negative");
        Require(TitleTokens >= 1 && BodyTokens >= 1 && ServedTokens >= 1, "TitleTokens, BodyTokens and ServedTokens must be at least 1");
        Require(TokenDropout is >= 0 and < 1 && Dropout is >= 0 and < 1, "TokenDropout and Dropout must lie in [0, 1)");
        Require(ClipNorm > 0 && LearningRate > 0 && TableLearningRate > 0 && HeadLearningRate > 0, "ClipNorm and learning rates must be positive");
        Require(WordVectorPrior >= 0 && WordVectorScale >= 0, "WordVectorPrior and WordVectorScale must not be negative");
        Require(FinalRate is >= 0 and <= 1 && WarmUpSteps >= 0, "FinalRate must lie in 0…1 and WarmUpSteps must not be negative");
        Require(ValidationDocuments >= 0 && Patience >= 0, "ValidationDocuments and Patience must not be negative");
        Require(ValidationShare is >= 0 and < 1 && CropShare is >= 0 and <= 1, "ValidationShare must lie in [0, 1) and CropShare in 0…1");
        Require(SourcePower is null or >= 0, "SourcePower must not be negative");
    }

    private static void Require(bool holds, string message)
    {
        if (!holds)
            throw new ArgumentException($"encoder training: {message}");
    }
}
