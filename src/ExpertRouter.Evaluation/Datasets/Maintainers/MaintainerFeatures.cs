using ExpertRouter.Core.Ranking;
using ExpertRouter.Core.Retrieval.Sparse;

namespace ExpertRouter.Evaluation.Datasets.Maintainers;

/// <summary>
/// What the documents say for each expert about a text: several readings of the words by TF-IDF cosine, different ways to
/// add up an expert's documents, the linear map from words to people, subject classes and profile size. Immutable and
/// thread-safe.
/// </summary>
public sealed class MaintainerFeatures
{
    private const int Near = 100;
    private const int Wide = 1000;
    private const int RareWord = 3;
    private readonly int _experts;
    private readonly int[][] _expertsOfDocument;
    private readonly double[] _documentsOfExpert;
    private readonly int[] _sectionOfDocument;
    private readonly double[,] _documentsOfSection;
    private readonly (string Name, TextView View)[] _views;
    private readonly TextView _titles;
    private readonly TextView _mappedView;
    private readonly LinearTextMap _map;

    /// <summary>Indexes documents and fits the linear map on them.</summary>
    /// <param name="collection">The set.</param>
    /// <param name="documents">Positions of the documents that may be used.</param>
    public MaintainerFeatures(MaintainerCollection collection, IReadOnlyList<int> documents)
    {
        _experts = collection.Experts.Count;
        _expertsOfDocument = [.. documents.Select(document => collection.ExpertsOfDocument[document])];
        _documentsOfExpert = new double[_experts];
        var sections = documents.Select(document => collection.Documents[document].Section).Distinct()
            .Index().ToDictionary(section => section.Item, section => section.Index, StringComparer.Ordinal);
        _sectionOfDocument = [.. documents.Select(document => sections[collection.Documents[document].Section])];
        _documentsOfSection = new double[_experts, sections.Count];
        for (var document = 0; document < _expertsOfDocument.Length; document++)
            foreach (var expert in _expertsOfDocument[document])
            {
                _documentsOfExpert[expert]++;
                _documentsOfSection[expert, _sectionOfDocument[document]]++;
            }

        MaintainedDocument[] rows = [.. documents.Select(document => collection.Documents[document])];
        string[] texts = Array.ConvertAll(rows, PseudoQueries.TextOf);
        var words = new WordTokenizer(WordShape.Technical, 1, StopWords.English);
        var phrases = new WordTokenizer(WordShape.Technical, 1, bigrams: true);
        var singular = new WordTokenizer(WordShape.LettersAndDigits, 2, StopWords.English, bigrams: true, stemPlurals: true);
        _views =
        [
            ("words", new TextView(texts, words)),
            ("phrases", new TextView(texts, phrases)),
            ("title twice", new TextView(Array.ConvertAll(rows, row => $"{row.Title}. {PseudoQueries.TextOf(row)}"), phrases)),
            ("singular phrases", new TextView(texts, singular)),
        ];
        _titles = new TextView(
            Array.ConvertAll(rows, row => row.Title),
            new WordTokenizer(WordShape.LettersAndDigits, 2, StopWords.English, stemPlurals: true));
        _mappedView = _views[2].View;
        _map = LinearTextMap.Fit(
            _mappedView.Documents, _mappedView.Terms, _expertsOfDocument, _experts, minimumDocuments: RareWord);
    }

    /// <summary>The features of every expert for a text.</summary>
    public FeatureTable Extract(string text) => Extract(text, out _);

    /// <summary>The features of every expert for a text, and how the words of each document fit it.</summary>
    /// <param name="text">A query.</param>
    /// <param name="similarities">Mean TF-IDF cosine of the first three readings, one per document, 0 … 1.</param>
    public FeatureTable Extract(string text, out double[] similarities)
    {
        var table = new FeatureTable(_experts);
        var cosines = Array.ConvertAll(_views, view => view.View.Cosines(text));
        var mean = new double[_expertsOfDocument.Length];
        for (var document = 0; document < mean.Length; document++)
            mean[document] = (cosines[0][document] + cosines[1][document] + cosines[2][document]) / 3;
        similarities = mean;
        var wide = TopItems.Select(mean, Wide);
        ScoredItem[] near = [.. wide.Take(Near)];

        AddSums(table, wide, near);
        AddBest(table, wide);
        table.Add("documents", Array.ConvertAll(_documentsOfExpert, count => Math.Log(1 + count)));
        foreach (var i in (int[])[0, 2, 3])
            table.AddLogShare($"cube, {_views[i].Name}", Sum(TopItems.Select(cosines[i], Wide), (score, _) => score * score * score), 1e-3);
        table.AddLogShare("cube, titles", Sum(TopItems.Select(_titles.Cosines(text), Wide), (score, _) => score * score * score), 1e-3);
        var mapped = _map.Score(_mappedView.Read(text));
        table.AddLogShare("linear map, log", mapped, 1e-2);
        table.Add("linear map", mapped);
        AddSections(table, wide, near);
        return table;
    }

    private void AddSums(FeatureTable table, IReadOnlyList<ScoredItem> wide, ScoredItem[] near)
    {
        var count = Sum(near, (_, _) => 1);
        table.AddLogShare("squares of the top 100", Sum(near, (score, _) => score * score), 1e-3);
        table.AddLogShare("cubes", Sum(wide, (score, _) => score * score * score), 1e-3);
        table.AddLogShare("eighth powers", Sum(wide, (score, _) => Math.Pow(score, 8)), 1e-5);
        table.AddLogShare("count in the top 100", count, 1e-1);
        table.AddLogShare("reciprocal ranks", Sum(near, (_, rank) => 1.0 / rank), 1e-3);
        table.AddLogShare("share of own documents in the top 100", PerDocument(count, 1), 1e-3);
        table.AddLogShare("squares per root of own documents", PerDocument(Sum(wide, (score, _) => score * score), .5), 1e-3);
    }

    private void AddBest(FeatureTable table, IReadOnlyList<ScoredItem> wide)
    {
        var best = new double[_experts];
        var second = new double[_experts];
        foreach (var hit in wide)
            foreach (var expert in _expertsOfDocument[hit.Item])
                if (best[expert] == 0) best[expert] = hit.Score;
                else if (second[expert] == 0) second[expert] = hit.Score;
        table.AddLogShare("best document", best, 1e-2);
        table.AddLogShare("second document", second, 1e-2);
    }

    /// <summary>Compares the subject classes of the nearest documents with those of each expert.</summary>
    private void AddSections(FeatureTable table, IReadOnlyList<ScoredItem> wide, ScoredItem[] near)
    {
        var shares = new double[_documentsOfSection.GetLength(1)];
        foreach (var hit in near) shares[_sectionOfDocument[hit.Item]] += hit.Score * hit.Score;
        var total = shares.Sum();
        if (total > 0) for (var section = 0; section < shares.Length; section++) shares[section] /= total;
        var fit = new double[_experts];
        for (var expert = 0; expert < _experts; expert++)
            for (var section = 0; section < shares.Length; section++)
                fit[expert] += shares[section] * _documentsOfSection[expert, section] / Math.Max(1, _documentsOfExpert[expert]);
        table.AddLogShare("sections", fit, 1e-2);
        table.AddLogShare(
            "cubes in likely sections",
            Sum(wide, (score, rank) => shares[_sectionOfDocument[wide[rank - 1].Item]] * score * score * score),
            1e-3);
    }

    private double[] Sum(IReadOnlyList<ScoredItem> hits, Func<double, int, double> value)
    {
        var sums = new double[_experts];
        for (var rank = 1; rank <= hits.Count; rank++)
            foreach (var expert in _expertsOfDocument[hits[rank - 1].Item])
                sums[expert] += value(hits[rank - 1].Score, rank);
        return sums;
    }

    private double[] PerDocument(double[] sums, double exponent) =>
        [.. sums.Select((sum, expert) => sum / Math.Pow(Math.Max(1, _documentsOfExpert[expert]), exponent))];
}
