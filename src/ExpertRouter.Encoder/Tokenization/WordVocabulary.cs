using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ExpertRouter.Encoder.Tokenization;

/// <summary>
/// The words that have an id of their own, how many documents each stood in, and how other words are hashed. Immutable, thread-safe.
/// Ids: 0 padding, 1 … <see cref="WordCount"/> words in file order, then <see cref="WordTokenizerOptions.Buckets"/> hash buckets.
/// File: UTF-8, first line <c>expertrouter-words 1 documents=N words=N buckets=N pieces=N split=0|1</c>, then <c>word TAB documents</c> a line.
/// </summary>
public sealed class WordVocabulary
{
    private const string Magic = "expertrouter-words 1";
    private readonly string[] _words;
    private readonly int[] _documentFrequencies;
    private readonly WordTable _ids;

    internal WordVocabulary(IReadOnlyList<(string Word, int DocumentFrequency)> words, int documents, WordTokenizerOptions options)
    {
        _words = [.. words.Select(entry => entry.Word)];
        _documentFrequencies = [.. words.Select(entry => entry.DocumentFrequency)];
        Documents = documents;
        Options = options;
        _ids = new WordTable(_words);
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text())));
    }

    /// <summary>Words with an id of their own.</summary>
    public int WordCount => _words.Length;

    /// <summary>Documents the frequencies were counted over.</summary>
    public int Documents { get; }

    /// <summary>How unknown words become ids.</summary>
    public WordTokenizerOptions Options { get; }

    /// <summary>Padding, words and buckets: rows of the embedding table.</summary>
    public int IdCount => 1 + WordCount + Options.Buckets;

    /// <summary>SHA-256 (lower-case hex) of the file.</summary>
    public string Fingerprint { get; }

    /// <summary>The word with this id, null for padding and buckets.</summary>
    public string? WordOf(int id) => id >= 1 && id <= WordCount ? _words[id - 1] : null;

    /// <summary>Id of a lower-case word.</summary>
    public bool TryGetId(ReadOnlySpan<char> word, out int id) => (id = _ids.NumberOf(word)) > 0;

    /// <summary>Bucket id of a piece of an unknown word: 1 + words + CRC-32 mod buckets.</summary>
    public int BucketId(ReadOnlySpan<char> piece) => 1 + WordCount + (int)(Crc32.Hash(piece) % (uint)Options.Buckets);

    /// <summary>
    /// ln(documents / documents with the word), at least <paramref name="floor"/>;
    /// <paramref name="unseen"/> for buckets and for words that stood in no document; 0 for padding.
    /// </summary>
    public double InverseDocumentFrequency(int id, double floor = 0.3, double unseen = 7)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(id);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(id, IdCount);
        if (id == 0)
            return 0;
        var frequency = id <= WordCount ? _documentFrequencies[id - 1] : 0;
        return frequency == 0 ? unseen : Math.Max(floor, Math.Log((double)Documents / frequency));
    }

    /// <summary>Writes the file; an existing one is replaced only when the new one is complete.</summary>
    public void Save(string path)
    {
        var temporary = path + ".tmp";
        File.WriteAllText(temporary, Text());
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Reads a vocabulary file.</summary>
    /// <exception cref="FormatException">Another format, a wrong count, a duplicate or malformed line; says which line.</exception>
    public static WordVocabulary Load(string path)
    {
        using var reader = new StreamReader(path, new UTF8Encoding(false));
        var header = reader.ReadLine() ?? "";
        if (!TryParseHeader(header, out var documents, out var count, out var options))
            throw new FormatException($"{path}:1: not a word vocabulary; it should start with '{Magic} documents=… words=… buckets=… pieces=… split=…'");
        options.Validate($"{path}:1");
        var words = new List<(string, int)>(Math.Min(count, 1_000_000));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var line = 2; reader.ReadLine() is { } text; line++)
        {
            var tab = text.IndexOf('\t', StringComparison.Ordinal);
            if (tab < 1 || !int.TryParse(text.AsSpan(tab + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var frequency))
                throw new FormatException($"{path}:{line}: should be a word, a tab and its number of documents, found '{Shorten(text)}'");
            if (!seen.Add(text[..tab]))
                throw new FormatException($"{path}:{line}: the word '{Shorten(text[..tab])}' stands in the file twice; build the vocabulary again");
            words.Add((text[..tab], frequency));
        }
        if (words.Count != count)
            throw new FormatException($"{path}: line 1 promises {count} words, the file has {words.Count}; it is truncated or edited, copy or build it again");
        return new WordVocabulary(words, documents, options);
    }

    private static bool TryParseHeader(string header, out int documents, out int words, [NotNullWhen(true)] out WordTokenizerOptions? options)
    {
        (documents, words, options) = (0, 0, null);
        if (!header.StartsWith(Magic + " ", StringComparison.Ordinal))
            return false;
        var fields = header[(Magic.Length + 1)..].Split(' ');
        string[] names = ["documents", "words", "buckets", "pieces", "split"];
        var values = new int[names.Length];
        if (fields.Length != names.Length)
            return false;
        for (var i = 0; i < names.Length; i++)
            if (!fields[i].StartsWith(names[i] + "=", StringComparison.Ordinal)
                || !int.TryParse(fields[i].AsSpan(names[i].Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out values[i]))
                return false;
        (documents, words) = (values[0], values[1]);
        options = new WordTokenizerOptions { Buckets = values[2], MaxPieces = values[3], SplitCompounds = values[4] != 0 };
        return true;
    }

    private string Text()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture,
            $"{Magic} documents={Documents} words={WordCount} buckets={Options.Buckets} pieces={Options.MaxPieces} split={(Options.SplitCompounds ? 1 : 0)}\n");
        for (var i = 0; i < _words.Length; i++)
            text.Append(CultureInfo.InvariantCulture, $"{_words[i]}\t{_documentFrequencies[i]}\n");
        return text.ToString();
    }

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
