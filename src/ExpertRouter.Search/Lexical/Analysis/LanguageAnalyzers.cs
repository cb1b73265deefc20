using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Da;
using Lucene.Net.Analysis.De;
using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.Es;
using Lucene.Net.Analysis.Fi;
using Lucene.Net.Analysis.Fr;
using Lucene.Net.Analysis.Hu;
using Lucene.Net.Analysis.It;
using Lucene.Net.Analysis.Nl;
using Lucene.Net.Analysis.No;
using Lucene.Net.Analysis.Pt;
using Lucene.Net.Analysis.Ro;
using Lucene.Net.Analysis.Ru;
using Lucene.Net.Analysis.Sv;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Analysis.Tr;
using Lucene.Net.Tartarus.Snowball.Ext;
using DutchStemmer = Lucene.Net.Tartarus.Snowball.Ext.DutchStemmer;
using FrenchStemmer = Lucene.Net.Tartarus.Snowball.Ext.FrenchStemmer;
using PortugueseStemmer = Lucene.Net.Tartarus.Snowball.Ext.PortugueseStemmer;

namespace ExpertRouter.Search.Lexical.Analysis;

/// <summary>The analyser of each language; one that has none is analysed as English. Thread-safe.</summary>
public static class LanguageAnalyzers
{
    /// <summary>Language of a text that does not say.</summary>
    public const string Default = "en";

    private static readonly Dictionary<string, Analyzer> Stems = new(StringComparer.Ordinal)
    {
        ["en"] = new StemAnalyzer(EnglishAnalyzer.DefaultStopSet, stemmer: null),
        ["da"] = new StemAnalyzer(DanishAnalyzer.DefaultStopSet, static () => new DanishStemmer()),
        ["de"] = new StemAnalyzer(GermanAnalyzer.DefaultStopSet, static () => new German2Stemmer()),
        ["es"] = new StemAnalyzer(SpanishAnalyzer.DefaultStopSet, static () => new SpanishStemmer()),
        ["fi"] = new StemAnalyzer(FinnishAnalyzer.DefaultStopSet, static () => new FinnishStemmer()),
        ["fr"] = new StemAnalyzer(FrenchAnalyzer.DefaultStopSet, static () => new FrenchStemmer()),
        ["hu"] = new StemAnalyzer(HungarianAnalyzer.DefaultStopSet, static () => new HungarianStemmer()),
        ["it"] = new StemAnalyzer(ItalianAnalyzer.DefaultStopSet, static () => new ItalianStemmer()),
        ["nl"] = new StemAnalyzer(DutchAnalyzer.DefaultStopSet, static () => new DutchStemmer()),
        ["no"] = new StemAnalyzer(NorwegianAnalyzer.DefaultStopSet, static () => new NorwegianStemmer()),
        ["pt"] = new StemAnalyzer(PortugueseAnalyzer.DefaultStopSet, static () => new PortugueseStemmer()),
        ["ro"] = new StemAnalyzer(RomanianAnalyzer.DefaultStopSet, static () => new RomanianStemmer()),
        ["ru"] = new StemAnalyzer(RussianAnalyzer.DefaultStopSet, static () => new RussianStemmer()),
        ["sv"] = new StemAnalyzer(SwedishAnalyzer.DefaultStopSet, static () => new SwedishStemmer()),
        ["tr"] = new StemAnalyzer(TurkishAnalyzer.DefaultStopSet, static () => new TurkishStemmer()),
    };

    private static readonly WordAnalyzer Words = new();

    /// <summary>The language whose analyser is used for an ISO 639-1 code, with or without a region.</summary>
    public static string Known(string? language)
    {
        var code = language?.Split('-', '_')[0].ToLowerInvariant() switch
        {
            null => Default,
            "nb" or "nn" => "no",
            var other => other,
        };
        return Stems.ContainsKey(code) ? code : Default;
    }

    /// <summary>Unstemmed words of a text, in order.</summary>
    public static IReadOnlyList<string> WordsOf(string text) => Terms(Words, SearchText.Prepare(text));

    /// <summary>Stems of a text in a language, in order, stop words left out.</summary>
    public static IReadOnlyList<string> StemsOf(string text, string language) =>
        Terms(Stems[Known(language)], SearchText.Prepare(text));

    /// <summary>Each word of a text with its place, lower case.</summary>
    public static IReadOnlyList<WordPlace> PlacesOf(string text)
    {
        using var stream = Words.GetTokenStream("", text);
        var term = stream.GetAttribute<ICharTermAttribute>();
        var offset = stream.GetAttribute<IOffsetAttribute>();
        var places = new List<WordPlace>();
        stream.Reset();
        while (stream.IncrementToken())
            places.Add(new WordPlace(term.ToString(), offset.StartOffset, offset.EndOffset - offset.StartOffset));
        stream.End();
        return places;
    }

    internal static TokenStream WordStream(string prepared) => Words.GetTokenStream("", prepared);

    internal static TokenStream StemStream(string prepared, string language) => Stems[Known(language)].GetTokenStream("", prepared);

    private static List<string> Terms(Analyzer analyzer, string text)
    {
        using var stream = analyzer.GetTokenStream("", text);
        var term = stream.GetAttribute<ICharTermAttribute>();
        var terms = new List<string>();
        stream.Reset();
        while (stream.IncrementToken())
            terms.Add(term.ToString());
        stream.End();
        return terms;
    }
}
