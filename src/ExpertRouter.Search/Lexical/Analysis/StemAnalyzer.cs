using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.Miscellaneous;
using Lucene.Net.Analysis.Snowball;
using Lucene.Net.Analysis.Standard;
using Lucene.Net.Analysis.Util;
using Lucene.Net.Tartarus.Snowball;
using Lucene.Net.Util;

namespace ExpertRouter.Search.Lexical.Analysis;

/// <summary>
/// Stems of one language without its stop words. Identifiers such as <c>lidar.fog_index</c> or <c>NullReference</c> give
/// their parts and the whole. Thread-safe.
/// </summary>
internal sealed class StemAnalyzer(CharArraySet stopWords, Func<SnowballProgram>? stemmer) : Analyzer
{
    private const WordDelimiterFlags IdentifierParts =
        WordDelimiterFlags.GENERATE_WORD_PARTS | WordDelimiterFlags.GENERATE_NUMBER_PARTS | WordDelimiterFlags.SPLIT_ON_CASE_CHANGE |
        WordDelimiterFlags.PRESERVE_ORIGINAL;

    protected override TokenStreamComponents CreateComponents(string fieldName, TextReader reader)
    {
        var tokenizer = new StandardTokenizer(LuceneVersion.LUCENE_48, reader);
        TokenStream stream = new EnglishPossessiveFilter(LuceneVersion.LUCENE_48, tokenizer);
        stream = new WordDelimiterFilter(LuceneVersion.LUCENE_48, stream, IdentifierParts, CharArraySet.Empty);
        stream = new LowerCaseFilter(LuceneVersion.LUCENE_48, stream);
        stream = new StopFilter(LuceneVersion.LUCENE_48, stream, stopWords);
        stream = stemmer is null ? new PorterStemFilter(stream) : new SnowballFilter(stream, stemmer());
        return new TokenStreamComponents(tokenizer, stream);
    }
}
