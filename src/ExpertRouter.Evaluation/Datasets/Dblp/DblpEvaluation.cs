using ExpertRouter.Core.Retrieval.Sparse;
using ExpertRouter.Evaluation.Experiments;
using ExpertRouter.Evaluation.Metrics;

namespace ExpertRouter.Evaluation.Datasets.Dblp;

/// <summary>
/// <c>evaluate dblp</c>: experts of a paper's topics. Runs twice: as published, with the query document in the
/// collection (its authors are sometimes relevant, which flatters lexical methods), and without it. The default is for each
/// query the form that serves the queries of other topics best.
/// </summary>
public static class DblpEvaluation
{
    /// <summary>Name of the product's default system in the tables.</summary>
    public const string DefaultSystem = "chosen on the other topics";

    private const string Walk = "walk over authorships, TF-IDF words+bigrams";

    private const string Baseline = "TF-IDF sum of all documents";
    private const int Depth = 100;

    /// <summary>Metrics of the protocol that only need the order; AUC is computed from scores, ties count half.</summary>
    public static IReadOnlyList<Metric> Metrics { get; } =
        [Metric.PrecisionAt(10), Metric.AveragePrecision, Metric.ReciprocalRank, Metric.NdcgAt(10)];

    /// <summary>Measures a folder.</summary>
    public static EvaluationReport Run(string folder) =>
        Run(Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)), DblpCollection.Load(folder));

    /// <summary>Measures a set already read.</summary>
    public static EvaluationReport Run(string name, DblpCollection collection) => new(
        "evaluate dblp",
        [.. Measure(name, collection, keepQuery: true), .. Measure($"{name}, without the query document", collection, keepQuery: false)]);

    private static IReadOnlyList<EvaluationRow> Measure(string name, DblpCollection collection, bool keepQuery)
    {
        var plain = new Similarities(collection, new WordTokenizer(WordShape.Letters, 2), new TfIdf { Sublinear = false, MinimumDocuments = 5, MaximumShare = .25 });
        var phrases = new Similarities(
            collection,
            new WordTokenizer(WordShape.Letters, 2, StopWords.English, bigrams: true, stemPlurals: true),
            new TfIdf { MinimumDocuments = 2, MaximumShare = .25 });
        var bm25 = new Similarities(collection, new WordTokenizer(WordShape.Letters, 2), new Bm25(), minimumDocuments: 5, maximumShare: .25);
        var authors = collection.Documents.Select(document => document.Authors).ToArray();
        var walk = new AuthorshipWalk(authors, collection.People);
        var scores = new RankingScores(Metrics);
        var areas = new Dictionary<string, List<double>>(StringComparer.Ordinal);
        foreach (var query in collection.Queries)
        {
            scores.Begin($"{collection.Documents[query].Doc}");
            var cosine = plain.To(query, keepQuery);
            var okapi = bm25.To(query, keepQuery);
            Add(Baseline, Sum(cosine, cosine.Length, (score, _) => score));
            Add("TF-IDF reciprocal rank", Sum(cosine, cosine.Length, (_, rank) => 1.0 / rank));
            Add("TF-IDF CombSUM@100", Sum(cosine, Depth, (score, _) => score));
            Add("TF-IDF Votes@100", Sum(cosine, Depth, (_, _) => 1));
            Add("BM25 sum of all documents", Sum(okapi, okapi.Length, (score, _) => score));
            Add("BM25 reciprocal rank", Sum(okapi, okapi.Length, (_, rank) => 1.0 / rank));
            Add("BM25 CombSUM@100", Sum(okapi, Depth, (score, _) => score));
            Add("walk over authorships, TF-IDF words", walk.Score(cosine));
            var phrase = phrases.To(query, keepQuery);
            Add("TF-IDF words+bigrams, sum of all documents", Sum(phrase, phrase.Length, (score, _) => score));
            Add(Walk, walk.Score(phrase));

            void Add(string system, double[] people)
            {
                var candidates = Array.ConvertAll([.. collection.Candidates], candidate => people[candidate]);
                scores.Add(
                    system,
                    RankingScores.Order(candidates).Select(position => collection.Candidates[position]),
                    collection.Relevant[query]);
                if (!areas.TryGetValue(system, out var area)) areas[system] = area = [];
                area.Add(RocCurve.Area(candidates, [.. collection.Candidates.Select(collection.Relevant[query].Contains)]));
            }
        }

        SystemScores[] systems = [.. scores.ToScores().Select(system => system with
        {
            Values = system.Values
                .Append(KeyValuePair.Create<string, IReadOnlyList<double>>("AUC", areas[system.System]))
                .ToDictionary(value => value.Key == "MRR" ? "RR" : value.Key, value => value.Value, StringComparer.Ordinal),
        })];
        var (chosen, served) = ChosenElsewhere.Compose(
            DefaultSystem,
            [.. systems.OrderBy(system => system.System == Walk ? 0 : 1)],
            Metric.AveragePrecision.Name,
            [.. collection.Queries.Select(query => collection.Documents[query].QueryLabels)]);
        var note = $"by AP on queries of other topics; serves: {string.Join(", ", served.Select(form => $"{form.Key} {form.Value} queries"))}";
        return [.. new Experiment(name, new ExperimentOptions { Baseline = Baseline })
            .Compare([.. systems, chosen])
            .ToRows(system => system == DefaultSystem)
            .Select(row => row.Default == true ? row with { Notes = [.. row.Notes ?? [], note] } : row)];

        double[] Sum(double[] similarities, int depth, Func<double, int, double> value)
        {
            var people = new double[collection.People];
            var rank = 0;
            foreach (var hit in TopItems.Select(similarities, depth))
            {
                rank++;
                foreach (var author in authors[hit.Item]) people[author] += value(hit.Score, rank);
            }

            return people;
        }
    }

    /// <summary>Similarity of every document with a query document.</summary>
    private sealed class Similarities
    {
        private readonly SparseIndex _index;
        private readonly TermVector[] _queries;

        public Similarities(DblpCollection collection, WordTokenizer tokenizer, TfIdf weighting)
        {
            var (counts, statistics) = Count(collection, tokenizer);
            _queries = Array.ConvertAll(counts, document => weighting.Weigh(document, statistics));
            _index = new SparseIndex(_queries, statistics.Terms);
        }

        public Similarities(DblpCollection collection, WordTokenizer tokenizer, Bm25 bm25, int minimumDocuments, double maximumShare)
        {
            var (counts, all) = Count(collection, tokenizer);
            var kept = Array.ConvertAll(counts, document => Prune(document, all, minimumDocuments, maximumShare));
            var statistics = new TermStatistics(kept, all.Terms);
            _queries = Array.ConvertAll(kept, document => document.Binary());
            _index = new SparseIndex(Array.ConvertAll(kept, document => bm25.Weigh(document, statistics)), all.Terms);
        }

        public double[] To(int query, bool keepQuery)
        {
            var scores = new double[_index.Count];
            _index.Score(_queries[query], scores);
            if (!keepQuery) scores[query] = 0;
            return scores;
        }

        private static (TermVector[] Counts, TermStatistics Statistics) Count(DblpCollection collection, WordTokenizer tokenizer)
        {
            var vocabulary = new Vocabulary(tokenizer);
            TermVector[] counts = [.. collection.Documents.Select(document => vocabulary.Learn(document.Text))];
            return (counts, new TermStatistics(counts, vocabulary.Count));
        }

        private static TermVector Prune(TermVector document, TermStatistics statistics, int minimum, double share)
        {
            var kept = Enumerable.Range(0, document.Terms.Length)
                .Where(i => statistics.DocumentFrequency(document.Terms[i]) is var frequency &&
                    frequency >= minimum && frequency <= share * statistics.Documents)
                .ToArray();
            return new TermVector(Array.ConvertAll(kept, i => document.Terms[i]), Array.ConvertAll(kept, i => document.Values[i]));
        }
    }
}
