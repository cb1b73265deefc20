using ExpertRouter.Core.Retrieval.Sparse;

namespace ExpertRouter.Evaluation.Datasets.SePef;

/// <summary>BM25 over the experts' answers, and what the other systems say about the experts it finds. Thread-safe.</summary>
internal sealed class SePefRetrieval
{
    public const string Lexical = "BM25";
    public const string Tags = "TAG";

    private readonly SePefRankerOptions _options;
    private readonly IReadOnlyList<SePefDocument> _documents;
    private readonly IReadOnlyList<SePefReranker> _rerankers;
    private readonly Vocabulary _vocabulary = new(new WordTokenizer(WordShape.LettersAndDigits, minimumLength: 2, StopWords.Minimal));
    private readonly SparseIndex _index;
    private readonly TagAffinity _affinity;

    public SePefRetrieval(
        IReadOnlyList<SePefDocument> documents, IReadOnlyList<SePefReranker> rerankers, SePefRankerOptions options)
    {
        _documents = documents;
        _rerankers = rerankers;
        _options = options;
        _affinity = new TagAffinity(documents);
        var bm25 = new Bm25(options.K1, options.B);
        var counts = documents.Select(document => _vocabulary.Learn(document.Body)).ToArray();
        var statistics = new TermStatistics(counts, _vocabulary.Count);
        _index = new SparseIndex([.. counts.Select(c => bm25.Weigh(c, statistics))], _vocabulary.Count);
    }

    public SePefCandidates Find(SePefQuery query)
    {
        var hits = _index.Search(_vocabulary.Read(FirstWords(query.Text)), _options.Depth);
        var documents = hits.Select(hit => _documents[hit.Item]).ToArray();
        var experts = documents.SelectMany(document => document.Experts).Distinct(StringComparer.Ordinal).ToArray();
        var position = experts.Select((expert, i) => (expert, i)).ToDictionary(pair => pair.expert, pair => pair.i, StringComparer.Ordinal);

        double[] SumPerExpert(IReadOnlyList<double> perDocument)
        {
            var sums = new double[experts.Length];
            for (var d = 0; d < documents.Length; d++)
            {
                foreach (var expert in documents[d].Experts)
                {
                    sums[position[expert]] += perDocument[d];
                }
            }

            return sums;
        }

        var scores = new Dictionary<string, double[]>(StringComparer.Ordinal)
        {
            [Lexical] = SumPerExpert([.. hits.Select(hit => hit.Score)]),
            [Tags] = [.. experts.Select(expert => _affinity.Of(expert, query.Asker))],
        };
        foreach (var reranker in _rerankers)
        {
            scores.Add(reranker.Name, SumPerExpert(reranker.Score(query, documents)));
        }

        return new SePefCandidates(query, experts, scores);
    }

    private string FirstWords(string text)
    {
        var words = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsWhiteSpace(text[i]) && i > 0 && !char.IsWhiteSpace(text[i - 1]) && ++words == _options.QueryWords)
            {
                return text[..i];
            }
        }

        return text;
    }
}
