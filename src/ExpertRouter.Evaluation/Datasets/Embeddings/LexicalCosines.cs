using ExpertRouter.Core.Retrieval.Sparse;

namespace ExpertRouter.Evaluation.Datasets.Embeddings;

/// <summary>TF-IDF cosines of a query with texts: letters and digits, English stop words left out, 1 + ln tf. Immutable and thread-safe.</summary>
internal sealed class LexicalCosines
{
    private static readonly TfIdf Weighting = new();
    private readonly Vocabulary _vocabulary = new(new WordTokenizer(WordShape.Technical, 1, StopWords.English));
    private readonly TermStatistics _statistics;
    private readonly SparseIndex _index;

    public LexicalCosines(IReadOnlyList<string> texts)
    {
        TermVector[] counts = [.. texts.Select(_vocabulary.Learn)];
        _statistics = new TermStatistics(counts, _vocabulary.Count);
        _index = new SparseIndex(Array.ConvertAll(counts, text => Weighting.Weigh(text, _statistics)), _vocabulary.Count);
    }

    public double[] Of(string query)
    {
        var scores = new double[_index.Count];
        _index.Score(Weighting.Weigh(_vocabulary.Read(query), _statistics), scores);
        return scores;
    }
}
