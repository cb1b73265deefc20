using ExpertRouter.Core.Retrieval.Sparse;

namespace ExpertRouter.Core.Tests.Retrieval.Sparse;

public sealed class SparseRetrievalTests
{
    [Fact]
    public void Tokenize_TechnicalWords_KeepsSignsAndDropsFullStop()
    {
        var tokenizer = new WordTokenizer(WordShape.Technical);

        var words = tokenizer.Tokenize("C++ and .NET 3.11, C#. End.");

        Assert.Equal(["c++", "and", ".net", "3.11", "c#", "end"], words);
    }

    [Fact]
    public void Tokenize_ShortAndStopWords_AreDroppedBeforeBigrams()
    {
        var tokenizer = new WordTokenizer(WordShape.LettersAndDigits, 2, StopWords.Minimal, bigrams: true, stemPlurals: true);

        var words = tokenizer.Tokenize("The parsers of a query");

        Assert.Equal(["parser", "query", "parser query"], words);
    }

    [Theory]
    [InlineData("libraries", "library")]
    [InlineData("classes", "classe")]
    [InlineData("process", "process")]
    [InlineData("status", "status")]
    [InlineData("tools", "tool")]
    [InlineData("gas", "gas")]
    public void Stem_Plural_LosesOnlyItsEnding(string word, string stem) => Assert.Equal(stem, PluralStemmer.Stem(word));

    [Fact]
    public void Bm25_TwoDocuments_GivesHandWorkedScore()
    {
        var vocabulary = new Vocabulary(new WordTokenizer(WordShape.LettersAndDigits));
        TermVector[] documents = [vocabulary.Learn("red red blue"), vocabulary.Learn("green")];
        var statistics = new TermStatistics(documents, vocabulary.Count);
        var index = new SparseIndex([.. documents.Select(document => new Bm25().Weigh(document, statistics))], vocabulary.Count);

        var hits = index.Search(vocabulary.Read("red"), 10);

        // idf = ln(1 + (2 - 1 + .5) / (1 + .5)) = ln 2; mean length 2;
        // weight = ln 2 * 2 * 2.2 / (2 + 1.2 * (.25 + .75 * 3 / 2)) = .693147 * 4.4 / 3.65 = .835575
        var hit = Assert.Single(hits);
        Assert.Equal(0, hit.Item);
        Assert.Equal(.835575, hit.Score, 4);
    }

    [Fact]
    public void TfIdf_SublinearCosine_GivesHandWorkedScore()
    {
        var vocabulary = new Vocabulary(new WordTokenizer(WordShape.LettersAndDigits));
        TermVector[] counts = [vocabulary.Learn("red red blue"), vocabulary.Learn("green blue")];
        var statistics = new TermStatistics(counts, vocabulary.Count);
        var weighting = new TfIdf { Smooth = true };

        var cosine = weighting.Weigh(counts[0], statistics).Dot(weighting.Weigh(vocabulary.Read("red"), statistics));

        // red: (1 + ln 2) * (ln(3/2) + 1) = 1.693147 * 1.405465 = 2.379659; blue: 1 * (ln(3/3) + 1) = 1
        // cosine = 2.379659 / sqrt(2.379659^2 + 1) = 2.379659 / 2.581235 = .921907
        Assert.Equal(.921907, cosine, 5);
    }

    [Fact]
    public void GrowingIndex_AfterEveryDocument_EqualsIndexBuiltAtOnce()
    {
        var vocabulary = new Vocabulary(new WordTokenizer(WordShape.LettersAndDigits));
        TermVector[] documents = [.. new[] { "a b c", "a a d", "b d d e", "c" }.Select(vocabulary.Learn)];
        var growing = new GrowingIndex(new Bm25());
        var query = vocabulary.Read("a d c");

        foreach (var (number, document) in documents.Index())
        {
            growing.Add(document);
            var statistics = new TermStatistics(documents[..(number + 1)], vocabulary.Count);
            var whole = new SparseIndex(
                [.. documents[..(number + 1)].Select(past => new Bm25().Weigh(past, statistics))], vocabulary.Count);
            var expected = whole.Search(query, 10);
            var actual = growing.Search(query, 10);

            Assert.Equal(expected.Select(hit => hit.Item), actual.Select(hit => hit.Item));
            Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First.Score, pair.Second.Score, 5));
        }
    }

    [Fact]
    public void Select_EqualScores_GoToSmallerNumberAndZeroIsLeftOut()
    {
        var best = TopItems.Select([1, 2, 0, 2, 1], 3);

        Assert.Equal([1, 3, 0], best.Select(item => item.Item));
    }
}
