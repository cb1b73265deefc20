using System.Text.RegularExpressions;
using ExpertRouter.Encoder.Layers;
using ExpertRouter.Encoder.Tokenization;

namespace ExpertRouter.Encoder.Training;

/// <summary>
/// The texts of a run as ids, split into training and validation: pairs by <see cref="HeldOutPairs"/>, documents by the seed in whole
/// families, so that no sibling of one is trained on; a text that is both a pair and a document's title is held out as both. Texts without a token are left out.
/// </summary>
internal sealed class TrainingCorpus
{
    private const int LargestHeldOutFamily = 12;

    private TrainingCorpus(WordVocabulary vocabulary, IReadOnlyList<string> experts)
    {
        Vocabulary = vocabulary;
        Experts = experts;
    }

    public WordVocabulary Vocabulary { get; }

    /// <summary>Ids of the experts with a vector, in ordinal order.</summary>
    public IReadOnlyList<string> Experts { get; }

    public List<EncodedDocument> Documents { get; } = [];

    public List<EncodedDocument> ValidationDocuments { get; } = [];

    public List<EncodedPair> Pairs { get; } = [];

    public List<EncodedPair> ValidationPairs { get; } = [];

    /// <summary>All texts to train on: documents, anchors and positives.</summary>
    public IEnumerable<int[]> Texts =>
        Documents.Select(document => document.Whole).Concat(Pairs.Select(pair => pair.Anchor)).Concat(Pairs.Select(pair => pair.Positive));

    public static async Task<TrainingCorpus> LoadAsync(
        EncoderTrainingOptions options, WordVectors? vectors, CancellationToken cancellationToken)
    {
        var documents = new List<TrainingDocument>();
        foreach (var file in options.DocumentFiles)
            await foreach (var document in TrainingTextReader.ReadDocumentsAsync(file, cancellationToken))
                documents.Add(document);
        var pairs = new List<TrainingPair>();
        foreach (var file in options.PairFiles)
            await foreach (var pair in TrainingTextReader.ReadPairsAsync(file, cancellationToken))
                if (options.Sources.Count == 0 || options.Sources.Contains(pair.Source))
                    pairs.Add(pair);
        foreach (var dictionary in options.Dictionaries)
            pairs.AddRange(DictionaryPairs.Read(dictionary).Where(pair => options.Sources.Count == 0 || options.Sources.Contains(pair.Source)));
        return Encode(options, documents, pairs, vectors);
    }

    public static TrainingCorpus Encode(
        EncoderTrainingOptions options, IReadOnlyList<TrainingDocument> documents, IReadOnlyList<TrainingPair> pairs, WordVectors? vectors = null)
    {
        var experts = documents.SelectMany(document => document.Experts.Distinct())
            .GroupBy(expert => expert, StringComparer.Ordinal)
            .Where(group => group.Count() >= options.MinimumExpertDocuments)
            .Select(group => group.Key)
            .Order(StringComparer.Ordinal)
            .ToArray();
        var corpus = new TrainingCorpus(BuildVocabulary(options, documents, pairs, vectors), experts);
        corpus.AddPairs(options, pairs);
        corpus.AddDocuments(options, documents);
        return corpus.Documents.Count + corpus.Pairs.Count > 0
            ? corpus
            : throw new InvalidOperationException(
                $"nothing to train on: {documents.Count} documents and {pairs.Count} pairs were read, none has text left (sources kept: {string.Join(", ", options.Sources)})");
    }

    private static WordVocabulary BuildVocabulary(
        EncoderTrainingOptions options, IReadOnlyList<TrainingDocument> documents, IReadOnlyList<TrainingPair> pairs, WordVectors? vectors)
    {
        var builder = new WordVocabularyBuilder();
        foreach (var document in documents)
            builder.Add($"{document.Title} {document.Body}");
        foreach (var pair in pairs)
            builder.Add($"{pair.Anchor} {pair.Positive}");
        var known = options.StartFrom is null ? [] : StartingWeights.WordsOf(options.StartFrom);
        return builder.Build(options.MinimumWordDocuments, options.MaximumWords, known.Concat(vectors?.Words ?? []), options.Tokenizer);
    }

    private void AddDocuments(EncoderTrainingOptions options, IReadOnlyList<TrainingDocument> documents)
    {
        var tokenizer = new WordTokenizer(Vocabulary);
        var expertIndex = Experts.Index().ToDictionary(entry => entry.Item, entry => entry.Index, StringComparer.Ordinal);
        var families = new Dictionary<string, int>(StringComparer.Ordinal);
        var family = options.FamilyPattern is null ? null : new Regex(options.FamilyPattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        var heldOutAnchors = ValidationPairs.Select(pair => Key(options, pair.Anchor)).ToHashSet(StringComparer.Ordinal);
        var encoded = new List<EncodedDocument>();
        foreach (var document in documents)
        {
            var match = family?.Match(document.Id);
            var name = document.Family ?? (match is { Success: true } ? match.Value : document.Id);
            if (!families.TryGetValue(name, out var number))
                families.Add(name, number = families.Count);
            int[] known = [.. document.Experts.Distinct().Where(expertIndex.ContainsKey).Select(expert => expertIndex[expert]).Order()];
            int[] title = [.. tokenizer.Encode(document.Title, options.TitleTokens)];
            int[] body = [.. tokenizer.Encode(document.Body, options.BodyTokens)];
            var isPair = title.Length > 0 && body.Length > 0 && !heldOutAnchors.Contains(Key(options, title));
            var item = new EncodedDocument(title, body, known, number, isPair);
            if (item.Title.Length + item.Body.Length > 0)
                encoded.Add(item);
        }

        var heldOut = HeldOutFamilies(encoded, Math.Min(options.ValidationDocuments, encoded.Count / 10), options.Seed);
        foreach (var item in encoded)
            (heldOut.Contains(item.Family) ? ValidationDocuments : Documents).Add(item);
        var heldOutTitles = ValidationDocuments.Select(document => Key(options, document.Title)).ToHashSet(StringComparer.Ordinal);
        Pairs.RemoveAll(pair => heldOutTitles.Contains(Key(options, pair.Anchor)));
    }

    private static HashSet<int> HeldOutFamilies(List<EncodedDocument> documents, int wanted, ulong seed)
    {
        var sizes = documents.GroupBy(document => document.Family).ToDictionary(group => group.Key, group => group.Count());
        var candidates = sizes.Where(entry => entry.Value <= LargestHeldOutFamily).Select(entry => entry.Key).Order().ToArray();
        Shuffle(candidates, new SeededRandom(seed ^ 0xFA311));
        var heldOut = new HashSet<int>();
        var count = 0;
        foreach (var candidate in candidates)
        {
            if (count >= wanted)
                break;
            heldOut.Add(candidate);
            count += sizes[candidate];
        }

        return heldOut;
    }

    private void AddPairs(EncoderTrainingOptions options, IReadOnlyList<TrainingPair> pairs)
    {
        var tokenizer = new WordTokenizer(Vocabulary);
        foreach (var pair in pairs)
        {
            var encoded = new EncodedPair(pair.Source, [.. tokenizer.Encode(pair.Anchor, options.BodyTokens)], [.. tokenizer.Encode(pair.Positive, options.BodyTokens)]);
            if (encoded.Anchor.Length > 0 && encoded.Positive.Length > 0)
                (HeldOutPairs.Contains(pair.Anchor, options.ValidationShare) ? ValidationPairs : Pairs).Add(encoded);
        }
    }

    private static string Key(EncoderTrainingOptions options, int[] ids) => string.Join(',', ids.Take(options.TitleTokens));

    private static void Shuffle(int[] items, SeededRandom random)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = random.Next(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
