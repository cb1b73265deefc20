using ExpertRouter.Search.Lexical.Analysis;

namespace ExpertRouter.App.Finding;

/// <summary>
/// Cuts out the passage of a text with the most different words of a query, and marks them. Words are compared by stem in the
/// text's language.
/// </summary>
public static class SnippetMaker
{
    /// <summary>Longest snippet in UTF-16 units, without the dots that mark a cut.</summary>
    public const int Longest = 240;

    /// <summary>Only the beginning of a very long text is looked at.</summary>
    private const int LongestText = 20_000;

    private const char Cut = '…';

    /// <summary>The passage and where the words stand in it; the beginning of the text when none of them occurs.</summary>
    public static (string Text, IReadOnlyList<TextRange> Highlights) Make(string text, IReadOnlyList<string> words, string language)
    {
        var flat = text.Length > LongestText ? text[..LongestText] : text;
        var matches = Matches(flat, words, language);
        if (matches.Count == 0)
            return (Passage(flat, 0, out _), []);
        var (first, last) = BestWindow(matches);
        var slack = Longest - (matches[last].Start + matches[last].Length - matches[first].Start);
        var passage = Passage(flat, Math.Max(0, matches[first].Start - Math.Max(0, slack) / 3), out var shift);
        var end = passage.EndsWith(Cut) && !flat.EndsWith(Cut) ? passage.Length - 1 : passage.Length;
        var highlights = matches
            .Select(match => new TextRange(match.Start + shift, match.Length))
            .Where(range => range.Start >= 0 && range.Start + range.Length <= end)
            .ToList();
        return (passage, highlights);
    }

    /// <summary>Whether a text contains one of the words.</summary>
    public static bool Contains(string text, IReadOnlyList<string> words, string language) =>
        Matches(text.Length > LongestText ? text[..LongestText] : text, words, language).Count > 0;

    private static List<(int Start, int Length, string Stem)> Matches(string text, IReadOnlyList<string> words, string language)
    {
        var wanted = words.SelectMany(word => WantedForms(word, language)).ToHashSet(StringComparer.Ordinal);
        var beginnings = wanted.Select(Beginning).ToHashSet(StringComparer.Ordinal);
        var known = new Dictionary<string, string?>(StringComparer.Ordinal);
        var matches = new List<(int, int, string)>();
        foreach (var place in LanguageAnalyzers.PlacesOf(text))
        {
            if (!known.TryGetValue(place.Word, out var stem))
                known[place.Word] = stem = MatchingStem(place.Word);
            if (stem is not null)
                matches.Add((place.Start, place.Length, stem));
        }
        return matches;

        string? MatchingStem(string word)
        {
            if (wanted.Contains(word))
                return word;
            var mayMatch = beginnings.Contains(Beginning(word)) || word.AsSpan().IndexOfAny("._") >= 0;
            return mayMatch ? LanguageAnalyzers.StemsOf(word, language).FirstOrDefault(wanted.Contains) : null;
        }
    }

    /// <summary>The word and its stems; nothing for a stop word of the language, which would be marked everywhere.</summary>
    private static IEnumerable<string> WantedForms(string word, string language)
    {
        var stems = LanguageAnalyzers.StemsOf(word, language).ToList();
        return stems.Count == 0 ? [] : stems.Append(word);
    }

    private static string Beginning(string word) => word.Length <= 2 ? word : word[..2];

    private static (int First, int Last) BestWindow(List<(int Start, int Length, string Stem)> matches)
    {
        var best = (First: 0, Last: 0, Different: 0);
        for (var first = 0; first < matches.Count; first++)
        {
            var stems = new HashSet<string>(StringComparer.Ordinal);
            var last = first;
            for (var i = first; i < matches.Count && matches[i].Start + matches[i].Length - matches[first].Start <= Longest; i++)
            {
                stems.Add(matches[i].Stem);
                last = i;
            }
            if (stems.Count > best.Different)
                best = (first, last, stems.Count);
        }
        return (best.First, best.Last);
    }

    /// <summary>At most <see cref="Longest"/> units from a word's beginning to a word's end; <paramref name="shift"/> leads from the text to it.</summary>
    private static string Passage(string text, int from, out int shift)
    {
        var start = from;
        if (start > 0)
        {
            var space = text.IndexOfAny([' ', '\n'], start);
            start = space >= 0 && space - start < 30 ? space + 1 : start;
        }
        var end = Math.Min(text.Length, start + Longest);
        if (end < text.Length)
        {
            var space = text.LastIndexOfAny([' ', '\n'], end - 1, Math.Min(30, end - start));
            end = space > start ? space : end;
        }
        shift = (start > 0 ? 1 : 0) - start;
        var passage = text[start..end].Replace('\n', ' ').Replace('\r', ' ').Replace('\t', ' ');
        return $"{(start > 0 ? Cut : null)}{passage}{(end < text.Length ? Cut : null)}";
    }
}
