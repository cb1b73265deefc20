using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace ExpertRouter.Encoder.Training;

/// <summary>
/// Headword and definition of every entry of a dictionary in dictd's format: NAME.index with lines <c>headword TAB offset TAB length</c>, both numbers in base 64
/// (digits A–Z a–z 0–9 + /, most significant first), beside NAME.dict.dz (gzip) or NAME.dict. Cleaned for training: an entry counts once, under the first
/// headword that names it; its first line goes where it starts with the headword, pronunciations (between backslashes) and remarks in brackets go, but for those with
/// cross-references in braces, which are synonyms; a reference to the headword itself goes; white space is collapsed.
/// </summary>
public static partial class DictionaryPairs
{
    private const int ShortestHeadword = 3;
    private const int ShortestDefinition = 40;
    private const int LongestDefinition = 2000;
    private const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    /// <summary>Reads a dictionary; the source of its pairs is the file's name without its ending.</summary>
    /// <param name="indexFile">The .index file.</param>
    /// <exception cref="FormatException">A line of the index is malformed or points beyond the text; says which.</exception>
    /// <exception cref="FileNotFoundException">The text is missing.</exception>
    public static IReadOnlyList<TrainingPair> Read(string indexFile)
    {
        var stem = Path.Combine(Path.GetDirectoryName(indexFile) ?? "", Path.GetFileNameWithoutExtension(indexFile));
        var source = Path.GetFileName(stem);
        var text = ReadText(stem);
        var pairs = new List<TrainingPair>();
        var seen = new HashSet<(int, int)>();
        foreach (var (line, content) in File.ReadLines(indexFile).Index())
        {
            var fields = content.Split('\t');
            if (fields.Length < 3 || Number(fields[1]) is not { } offset || Number(fields[2]) is not { } length || offset + length > text.Length)
                throw new FormatException($"{indexFile}:{line + 1}: should be a headword, an offset and a length within {text.Length} bytes, found '{content}'");
            if (fields[0].StartsWith("00", StringComparison.Ordinal) || !seen.Add((offset, length)))
                continue;
            var definition = Clean(fields[0], Encoding.UTF8.GetString(text, offset, length));
            if (fields[0].Count(char.IsLetter) >= ShortestHeadword && definition.Length >= ShortestDefinition)
                pairs.Add(new TrainingPair(source, fields[0], definition));
        }

        return pairs;
    }

    private static string Clean(string headword, string entry)
    {
        var body = entry;
        if (entry.StartsWith(headword, StringComparison.OrdinalIgnoreCase) && entry.IndexOf('\n', StringComparison.Ordinal) is > 0 and var end)
            body = entry[(end + 1)..];
        body = body.Replace($"{{{headword}}}", "", StringComparison.OrdinalIgnoreCase);
        body = Remark().Replace(Pronunciation().Replace(body, " "), " ");
        body = Space().Replace(Bracket().Replace(body, ""), " ").Trim();
        return body.Length <= LongestDefinition ? body : body[..body.LastIndexOf(' ', LongestDefinition)];
    }

    private static int? Number(string digits)
    {
        long number = 0;
        foreach (var digit in digits)
        {
            if (Digits.IndexOf(digit, StringComparison.Ordinal) is not (>= 0 and var value) || (number = number * Digits.Length + value) > int.MaxValue)
                return null;
        }

        return digits.Length == 0 ? null : (int)number;
    }

    private static byte[] ReadText(string stem)
    {
        if (!File.Exists(stem + ".dict.dz"))
            return File.ReadAllBytes(stem + ".dict");
        using var file = File.OpenRead(stem + ".dict.dz");
        using var unzipped = new GZipStream(file, CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        unzipped.CopyTo(bytes);
        return bytes.ToArray();
    }

    [GeneratedRegex(@"\\[^\\\n]*\\")]
    private static partial Regex Pronunciation();

    [GeneratedRegex(@"\[[^\]{}]*\]")]
    private static partial Regex Remark();

    [GeneratedRegex(@"[{}\[\]]")]
    private static partial Regex Bracket();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
