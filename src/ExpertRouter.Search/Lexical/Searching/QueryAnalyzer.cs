using ExpertRouter.Core.Retrieval;
using ExpertRouter.Search.Lexical.Analysis;
using ExpertRouter.Search.Lexical.Indexing;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

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
            word.Text, word.Frequency, statistics.Probability(word.Forms.Select(form => new BytesRef(form)))));
        return new QueryPlan(words, [.. terms], scoring, corrections);
    }

    private List<QueryWord> Words(string text)
    {
        var words = LanguageAnalyzers.WordsOf(text).CountBy(word => word)
            .Select(pair => new QueryWord(pair.Key, pair.Value, Forms(pair.Key)))
            .Where(word => word.Forms.Count > 0)
            .ToList();
        var content = words.Where(word => !StopWords.Contains(word.Text)).ToList();
        var chosen = content.Count > 0 ? content : words;
        return chosen.Count > MostWords ? chosen.GetRange(0, MostWords) : chosen;
    }

    /// <summary>A stop word of English, or of every language of the index, has no forms.</summary>
    private List<string> Forms(string word)
    {
        var english = LanguageAnalyzers.StemsOf(word, LanguageAnalyzers.Default);
        return english.Count == 0
            ? []
            : [.. statistics.Languages.SelectMany(language => LanguageAnalyzers.StemsOf(word, language)).Distinct(StringComparer.Ordinal)];
    }

    private QueryWord Correct(QueryWord word, Dictionary<string, string> corrections)
    {
        if (word.Forms.Any(form => statistics.SurelyHasStem(new BytesRef(form)) || _visible.HasStem(form)) || _visible.Nearest(word.Text) is not { } nearest)
            return word;
        corrections[word.Text] = nearest;
        return new QueryWord(nearest, word.Frequency, Forms(nearest));
    }

    private void AddWord(QueryWord word, int slot, List<ScoringTerm> scoring, HashSet<string> known)
    {
        foreach (var form in word.Forms)
        {
            if (!known.Add(form))
                continue;
            var bytes = new BytesRef(form);
            scoring.Add(new ScoringTerm(slot, IsStem: true, bytes, word.Frequency * statistics.Idf(isStem: true, bytes), Counts: true));
        }
        var exact = new BytesRef(word.Text);
        if (word.Forms.All(form => form != word.Text))
            scoring.Add(new ScoringTerm(slot, IsStem: false, exact, ExactWeight * statistics.Idf(isStem: false, exact), Counts: false));
    }

    private void AddExpansion(Expansion expansion, List<QueryWord> words, List<ScoringTerm> scoring, HashSet<string> known)
    {
        if (words.Count == 0)
            return;
        var forms = expansion.Words.SelectMany(Forms).Distinct(StringComparer.Ordinal).Where(known.Add);
        foreach (var form in forms)
        {
            var bytes = new BytesRef(form);
            scoring.Add(new ScoringTerm(0, IsStem: true, bytes, (float)expansion.Weight * statistics.Idf(isStem: true, bytes), Counts: false));
        }
    }
}
