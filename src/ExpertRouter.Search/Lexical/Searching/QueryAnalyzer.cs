using ExpertRouter.Core.Retrieval;
using ExpertRouter.Search.Lexical.Analysis;
using Lucene.Net.Search;

namespace ExpertRouter.Search.Lexical.Searching;

/// <summary>Turns text into a plan: words, stems in the languages of the index, corrections, synonyms.</summary>
internal sealed class QueryAnalyzer(IndexSearcher searcher, Viewer viewer, CollectionStatistics statistics)
{
    /// <summary>Longest query in different words; a pasted page is cut there.</summary>
    private const int MostWords = 64;

    /// <summary>What the unstemmed form adds to its stem, as a part of its own weight.</summary>
    private const float ExactWeight = 0.25f;

    private readonly VisibleTerms _visible = new(searcher, viewer);

    public QueryPlan Plan(string text, IReadOnlyList<Expansion> expansions)
    {
        var corrections = new Dictionary<string, string>(StringComparer.Ordinal);
        var words = Words(text).Select(word => Correct(word, corrections)).ToList();
        var scoring = new List<ScoringTerm>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        for (var slot = 0; slot < words.Count; slot++)
            AddWord(words[slot], slot, scoring, known);
        foreach (var expansion in expansions)
            AddExpansion(expansion, words, scoring, known);
        var terms = words.Select(word => new QueryTerm(
            word.Text, word.Frequency, statistics.Probability(word.Known.Stems)));
        return new QueryPlan(words, [.. terms], scoring, corrections);
    }

    private List<QueryWord> Words(string text)
    {
        var words = LanguageAnalyzers.WordsOf(text).CountBy(word => word)
            .Select(pair => new QueryWord(pair.Key, pair.Value, statistics.Word(pair.Key)))
            .Where(word => word.Known.Stems.Count > 0)
            .ToList();
        var content = words.Where(word => !StopWords.Contains(word.Text)).ToList();
        var chosen = content.Count > 0 ? content : words;
        return chosen.Count > MostWords ? chosen.GetRange(0, MostWords) : chosen;
    }

    private QueryWord Correct(QueryWord word, Dictionary<string, string> corrections)
    {
        if (word.Known.Stems.Any(Occurs) || _visible.Nearest(word.Text) is not { } nearest)
            return word;
        corrections[word.Text] = nearest;
        return new QueryWord(nearest, word.Frequency, statistics.Word(nearest));
    }

    private bool Occurs(KnownForm stem) => (statistics.IsExact && stem.Documents > 0) || _visible.HasStem(stem.Bytes);

    private static void AddWord(QueryWord word, int slot, List<ScoringTerm> scoring, HashSet<string> known)
    {
        foreach (var form in word.Known.Stems)
        {
            if (known.Add(form.Text))
                scoring.Add(new ScoringTerm(slot, IsStem: true, form.Bytes, word.Frequency * form.Idf, Counts: true));
        }
        if (word.Known.Stems.All(form => form.Text != word.Text))
            scoring.Add(new ScoringTerm(slot, IsStem: false, word.Known.Exact.Bytes, ExactWeight * word.Known.Exact.Idf, Counts: false));
    }

    private void AddExpansion(Expansion expansion, List<QueryWord> words, List<ScoringTerm> scoring, HashSet<string> known)
    {
        if (words.Count == 0)
            return;
        foreach (var form in expansion.Words.SelectMany(word => statistics.Word(word).Stems))
        {
            if (known.Add(form.Text))
                scoring.Add(new ScoringTerm(0, IsStem: true, form.Bytes, (float)expansion.Weight * form.Idf, Counts: false));
        }
    }
}
