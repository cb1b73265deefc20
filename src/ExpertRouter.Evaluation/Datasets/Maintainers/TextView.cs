using ExpertRouter.Core.Retrieval.Sparse;

namespace ExpertRouter.Evaluation.Datasets.Maintainers;

/// <summary>One way to read the documents: a tokeniser, which text, and the TF-IDF cosine over it. Immutable, thread-safe.</summary>
public sealed class TextView
{
    private static readonly TfIdf Weighting = new();
    private readonly Vocabulary _vocabulary;
    private readonly TermStatistics _statistics;
    private readonly SparseIndex _index;

    /// <summary>Indexes texts.</summary>
    public TextView(IReadOnlyList<string> texts, WordTokenizer tokenizer)
    {
        _vocabulary = new Vocabulary(tokenizer);
        TermVector[] counts = [.. texts.Select(_vocabulary.Learn)];
        _statistics = new TermStatistics(counts, _vocabulary.Count);
        Documents = Array.ConvertAll(counts, document => Weighting.Weigh(document, _statistics));
        _index = new SparseIndex(Documents, _vocabulary.Count);
    }

    /// <summary>Weighted documents, unit length.</summary>
    public TermVector[] Documents { get; }

    /// <summary>Size of the vocabulary.</summary>
    public int Terms => _vocabulary.Count;

    /// <summary>A query in the same form.</summary>
    public TermVector Read(string text) => Weighting.Weigh(_vocabulary.Read(text), _statistics);

    /// <summary>Cosine of every document with a query.</summary>
    public double[] Cosines(string text)
    {
        var scores = new double[_index.Count];
        _index.Score(Read(text), scores);
        return scores;
    }
}
