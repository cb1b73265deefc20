using ExpertRouter.Evaluation.Datasets.StackExchange;
using ExpertRouter.Evaluation.Experiments;
using ExpertRouter.Evaluation.Metrics;

namespace ExpertRouter.Evaluation.Datasets.Embeddings;

/// <summary>
/// Find the accepted answer of a question among all answers of its site. The query is the question's title, body and tags; a document is an
/// answer's own text and nothing of its question, so the two share what people wrote and no more. Every answer of the dump is a candidate, later
/// ones too: they only make it harder. Nothing is fitted; document frequencies and the mean that is subtracted come from the answers alone.
/// </summary>
public static class AnswerEmbeddings
{
    private static readonly Metric[] Metrics = [Metric.RecallAt(100), Metric.RecallAt(10), Metric.ReciprocalRank];

    /// <summary>Measures one dump folder.</summary>
    /// <exception cref="InvalidDataException">No question of the dump has an accepted answer in it.</exception>
    public static async Task<IReadOnlyList<EvaluationRow>> RunAsync(
        string folder, IReadOnlyList<TextEmbedder> embedders, CancellationToken cancellationToken)
    {
        var dump = new StackExchangeDump(folder);
        StackExchangePost[] posts = [.. dump.ReadPosts()];
        StackExchangePost[] answers = [.. posts.Where(post => post.Kind == PostKind.Answer)];
        var numbers = answers.Index().ToDictionary(answer => answer.Item.Id, answer => answer.Index);
        StackExchangePost[] questions = [.. posts.Where(post => post.Kind == PostKind.Question && numbers.ContainsKey(post.AcceptedAnswer ?? -1))];
        if (questions.Length == 0) throw new InvalidDataException($"{dump.PostsFile}: no question has an accepted answer in the dump");
        string[] texts = [.. answers.Select(answer => HtmlText.Of(answer.BodyHtml))];
        string[] queries = [.. questions.Select(question => $"{question.Title}. {HtmlText.Of(question.BodyHtml)} {string.Join(' ', question.Tags)}")];

        var spaces = new List<EmbeddingSpace>();
        foreach (var embedder in embedders)
            spaces.AddRange(await SpaceReader.ReadAsync(embedder, texts, queries, bySentence: true, cancellationToken));
        var lexical = new LexicalCosines(texts);
        var scores = new RankingScores(Metrics);
        for (var i = 0; i < questions.Length; i++)
        {
            int[] relevant = [numbers[questions[i].AcceptedAnswer!.Value]];
            scores.Begin($"{questions[i].Id}");
            var words = lexical.Of(queries[i]);
            scores.Add(PairEmbeddings.Lexical, RankingScores.Order(words), relevant);
            foreach (var space in spaces)
            {
                var cosines = space.Cosines(space.Queries[i]);
                scores.Add(space.Name, RankingScores.Order(cosines), relevant);
                scores.Add(
                    $"TF-IDF + {space.Name}",
                    RankingScores.Order([.. words.Zip(cosines, (word, cosine) => word + PairEmbeddings.EncoderWeight * cosine)]),
                    relevant);
            }
        }

        return new Experiment($"{dump.Site}, accepted answers", new ExperimentOptions { Baseline = PairEmbeddings.Lexical })
            .Compare(scores.ToScores()).ToRows();
    }
}
