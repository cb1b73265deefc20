using ExpertRouter.Core.Retrieval.Sparse;

namespace ExpertRouter.Evaluation.Datasets.Maintainers;

/// <summary>
/// The reference rankers of the protocol: words as written without English stop words, BM25 with each query word once,
/// TF-IDF sublinear. Immutable and thread-safe.
/// </summary>
public sealed class MaintainerBaselines
{
    /// <summary>The simple baseline of the comparison.</summary>
    public const string CombSum = "bm25@100 CombSUM";

    /// <summary>The best simple method.</summary>
    public const string SumOfSquares = "tf-idf cosine@100 sum of squares";

    private const int Depth = 100;
    private readonly MaintainerCollection _collection;
    private readonly Vocabulary _vocabulary = new(new WordTokenizer(WordShape.Technical, 1, StopWords.English));
    private readonly TermStatistics _statistics;
    private readonly TfIdf _weighting = new();
    private readonly SparseIndex _bm25;
    private readonly SparseIndex _cosine;
    private readonly SparseIndex _profiles;
    private readonly double[] _popularity;

    /// <summary>Indexes all documents.</summary>
    public MaintainerBaselines(MaintainerCollection collection)
    {
        _collection = collection;
        TermVector[] counts = [.. collection.Documents.Select(document => _vocabulary.Learn(PseudoQueries.TextOf(document)))];
        _statistics = new TermStatistics(counts, _vocabulary.Count);
        var formula = new Bm25();
        _bm25 = new SparseIndex(Array.ConvertAll(counts, document => formula.Weigh(document, _statistics)), _vocabulary.Count);
        var weighted = Array.ConvertAll(counts, document => _weighting.Weigh(document, _statistics));
        _cosine = new SparseIndex(weighted, _vocabulary.Count);
        var documentsOfExpert = new List<TermVector>[collection.Experts.Count];
        for (var expert = 0; expert < documentsOfExpert.Length; expert++) documentsOfExpert[expert] = [];
        for (var document = 0; document < counts.Length; document++)
            foreach (var expert in collection.ExpertsOfDocument[document])
                documentsOfExpert[expert].Add(weighted[document]);
        _popularity = Array.ConvertAll(documentsOfExpert, own => (double)own.Count);
        _profiles = new SparseIndex(
            Array.ConvertAll(documentsOfExpert, own => TermVector.Add(own).Normalised()), _vocabulary.Count);
    }

    /// <summary>Scores of every reference ranker, in the order of the table; experts with score 0 are not ranked.</summary>
    public IReadOnlyList<(string Name, double[] Scores)> Score(string text)
    {
        var query = _vocabulary.Read(text);
        var weighted = _weighting.Weigh(query, _statistics);
        var all = new double[_bm25.Count];
        _bm25.Score(query.Binary(), all);
        var okapi = TopItems.Select(all, Depth);
        var cosine = _cosine.Search(weighted, Depth);
        var best = okapi.Count > 0 ? okapi[0].Score : 1;
        var votes = Sum(okapi, (_, _) => 1);
        var everything = new double[_popularity.Length];
        for (var document = 0; document < all.Length; document++)
            foreach (var expert in _collection.ExpertsOfDocument[document])
                everything[expert] += all[document];
        var profiles = new double[_profiles.Count];
        _profiles.Score(weighted, profiles);
        return
        [
            ("popularity", _popularity),
            (CombSum, Sum(okapi, (score, _) => score)),
            ("bm25@100 RR", Sum(okapi, (_, rank) => 1.0 / rank)),
            ("bm25@100 Votes", votes),
            ("bm25@100 expCombMNZ", [.. votes.Zip(Sum(okapi, (score, _) => Math.Exp(score / best)), (count, sum) => count * sum)]),
            ("bm25 all CombSUM", everything),
            ("tf-idf profile cosine", profiles),
            ("tf-idf cosine@100 CombSUM", Sum(cosine, (score, _) => score)),
            (SumOfSquares, Sum(cosine, (score, _) => score * score)),
        ];
    }

    private double[] Sum(IReadOnlyList<ScoredItem> hits, Func<double, int, double> value)
    {
        var sums = new double[_popularity.Length];
        for (var rank = 1; rank <= hits.Count; rank++)
            foreach (var expert in _collection.ExpertsOfDocument[hits[rank - 1].Item])
                sums[expert] += value(hits[rank - 1].Score, rank);
        return sums;
    }
}
