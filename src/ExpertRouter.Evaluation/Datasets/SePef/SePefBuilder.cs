using System.Globalization;
using System.Text;
using System.Text.Json;
using ExpertRouter.Evaluation.Datasets.StackExchange;
using ExpertRouter.Evaluation.Experiments;
using ExpertRouter.Evaluation.Metrics;
using ExpertRouter.Evaluation.Trec;

namespace ExpertRouter.Evaluation.Datasets.SePef;

/// <summary>
/// Builds an expert-finding data set from Stack Exchange or ticket dumps by the rules of SE-PEF (Kasela, Pasi and Perego,
/// SIGIR-AP 2023), with its leaks of the future closed (see <see cref="SePefOptions"/>). Each dump is read three times
/// and texts are streamed; what stays in memory are the posts' dates, authors and scores.
/// </summary>
/// <remarks>
/// Writes <c>documents.jsonl</c> (<see cref="SePefDocument"/>), <c>experts.tsv</c>, <c>queries.jsonl</c>
/// (<see cref="SePefQuery"/>), <c>qrels.train.txt</c>, <c>qrels.valid.txt</c>, <c>qrels.test.txt</c> and
/// <c>report.json</c>. Ids are those of the dump; with several communities they start with <c>community:</c>.
/// The same dumps and options give the same bytes. Thread-safe as long as the folders differ.
/// </remarks>
public sealed class SePefBuilder(SePefOptions options)
{
    private static readonly JsonSerializerOptions LineOptions = new(EvaluationJson.Options) { WriteIndented = false };

    /// <summary>Builds the data set, overwriting these files in the folder.</summary>
    /// <param name="sources">One Stack Exchange or ticket dump per community, names distinct.</param>
    /// <param name="folder">Where to write; made when it does not exist.</param>
    /// <exception cref="FormatException">A row of a dump cannot be read; file and line are named.</exception>
    /// <exception cref="InvalidDataException">A post occurs twice.</exception>
    public SePefReport Build(IReadOnlyList<IPostSource> sources, string folder)
    {
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        if (sources.Count == 0 || sources.DistinctBy(source => source.Site).Count() != sources.Count)
        {
            throw new ArgumentException("Name at least one dump, and none twice; the names of their folders or files tell communities apart.", nameof(sources));
        }

        var communities = sources.Select(source => CommunityHistory.Read(source, prefixIds: sources.Count > 1)).ToArray();

        Directory.CreateDirectory(folder);
        using var experts = Open(folder, "experts.tsv");
        using var documents = Open(folder, "documents.jsonl");
        using var queries = Open(folder, "queries.jsonl");
        var qrels = Enum.GetValues<SePefSplit>().ToDictionary(split => split, _ => new Qrels());
        var counts = new List<SePefCommunityCounts>();
        experts.Write("expert\tcommunity\tbest_answers\tanswers\tratio\tfirst_answer\tlast_answer\n");
        foreach (var community in communities)
        {
            var boundaries = SePefBoundaries.Of(options, community);
            var known = options.ExpertsKnownBefore == KnowledgeBoundary.TrainEnd ? boundaries.TrainEnd : boundaries.ValidationEnd;
            var selection = ExpertSelection.Of(community, options, known);
            var selected = QuerySelection.Of(community, selection.Experts, options, boundaries);
            WriteExperts(experts, selection);
            var written = WriteDocuments(documents, community, selection, boundaries);
            var withHistory = WriteQueries(queries, community, selected, qrels);
            counts.Add(Count(community, boundaries, selection, selected, written, withHistory));
        }

        foreach (var (split, judgments) in qrels)
        {
            TrecQrelsFile.Write(Path.Combine(folder, $"qrels.{Name(split)}.txt"), judgments);
        }

        var report = new SePefReport
        {
            Options = options,
            Communities = counts,
            Cautions = SePefCautions.Of(options, counts, sources),
        };
        File.WriteAllText(Path.Combine(folder, "report.json"), JsonSerializer.Serialize(report, EvaluationJson.Options) + "\n");
        return report;
    }

    /// <summary>The name of a split in file names.</summary>
    internal static string Name(SePefSplit split) => split switch
    {
        SePefSplit.Train => "train",
        SePefSplit.Valid => "valid",
        _ => "test",
    };

    private static void WriteExperts(StreamWriter writer, ExpertSelection selection)
    {
        foreach (var (_, expert) in selection.Experts.OrderBy(pair => pair.Key))
        {
            writer.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"{expert.Id}\t{expert.Community}\t{expert.BestAnswers}\t{expert.Answers}\t{expert.Ratio:0.######}\t{expert.FirstAnswer:yyyy-MM-ddTHH:mm:ssZ}\t{expert.LastAnswer:yyyy-MM-ddTHH:mm:ssZ}\n"));
        }
    }

    private int WriteDocuments(
        StreamWriter writer, CommunityHistory community, ExpertSelection selection, SePefBoundaries boundaries)
    {
        bool IsDocument(StackExchangePost answer) =>
            answer.Created < boundaries.TrainEnd
            && ExpertSelection.Counts(answer, options)
            && selection.Experts.ContainsKey(answer.Owner!.Value);

        var answered = community.Answers.Values.Where(IsDocument).Select(answer => answer.Question!.Value).ToHashSet();
        var titles = community.Source.ReadPosts()
            .Where(post => post.Kind == PostKind.Question && answered.Contains(post.Id))
            .ToDictionary(post => post.Id, post => post.Title);
        var written = 0;
        foreach (var answer in community.Source.ReadPosts().Where(post => post.Kind == PostKind.Answer && IsDocument(post)))
        {
            var question = answer.Question!.Value;
            WriteLine(writer, new SePefDocument
            {
                Id = community.PostId(answer.Id),
                Experts = [community.PersonId(answer.Owner!.Value)],
                Community = community.Name,
                Created = answer.Created,
                Score = answer.Score,
                Question = community.PostId(question),
                Title = titles.GetValueOrDefault(question, ""),
                Tags = community.Questions.TryGetValue(question, out var asked) ? asked.Tags : [],
                Body = Text(answer.BodyHtml),
            });
            written++;
        }

        return written;
    }

    private static int WriteQueries(
        StreamWriter writer, CommunityHistory community, QuerySelection selected, Dictionary<SePefSplit, Qrels> qrels)
    {
        var askers = new AskerHistory(community);
        var withHistory = 0;
        foreach (var post in community.Source.ReadPosts())
        {
            if (post.Kind != PostKind.Question || !selected.Queries.TryGetValue(post.Id, out var query))
            {
                continue;
            }

            var asker = askers.Before(post);
            withHistory += asker?.Questions.Count > 0 ? 1 : 0;
            WriteLine(writer, new SePefQuery
            {
                Id = community.PostId(post.Id),
                Split = query.Split,
                Community = community.Name,
                Created = post.Created,
                Text = $"{post.Title} {Text(post.BodyHtml)}".Trim(),
                Tags = post.Tags,
                Relevant = [community.PersonId(query.Expert)],
                Asker = asker,
            });
            qrels[query.Split].Add(community.PostId(post.Id), community.PersonId(query.Expert), 1);
        }

        return withHistory;
    }

    private static SePefCommunityCounts Count(
        CommunityHistory community,
        SePefBoundaries boundaries,
        ExpertSelection selection,
        QuerySelection selected,
        int documents,
        int withHistory)
    {
        var labels = selected.Queries.Values.CountBy(query => query.Expert).ToDictionary(pair => pair.Key, pair => pair.Value);
        var topScores = community.Answers.Values
            .GroupBy(answer => answer.Question!.Value)
            .ToDictionary(group => group.Key, group => group.Max(answer => answer.Score));
        int In(SePefSplit split) => selected.Queries.Values.Count(query => query.Split == split);
        return new SePefCommunityCounts
        {
            Community = community.Name,
            TrainEnd = boundaries.TrainEnd,
            ValidationEnd = boundaries.ValidationEnd,
            Questions = community.Questions.Count,
            Answers = community.Answers.Count,
            AnswersConsidered = selection.Answers,
            Authors = selection.Authors,
            AuthorsWithEnoughBest = selection.Eligible,
            MeanRatio = selection.MeanRatio,
            Experts = selection.Experts.Count,
            Documents = documents,
            TrainQueries = In(SePefSplit.Train),
            ValidQueries = In(SePefSplit.Valid),
            TestQueries = In(SePefSplit.Test),
            WithoutAcceptedAnswer = selected.WithoutAcceptedAnswer,
            AcceptedAnswerMissing = selected.AcceptedAnswerMissing,
            AnsweredByNoExpert = selected.AnsweredByNoExpert,
            TooFewEarlierAnswers = selected.TooFewEarlierAnswers,
            SelfAnsweredLeftOut = selected.SelfAnsweredLeftOut,
            SelfAnswered = selected.Queries.Values.Count(query => query.Question.Owner == query.Expert),
            AskersWithHistory = withHistory,
            AcceptedNotTopScored = selected.Queries.Values.Count(query => query.Accepted.Score < topScores[query.Question.Id]),
            TopExpertShare = selected.Queries.Count == 0 ? 0 : (double)labels.Values.Max() / selected.Queries.Count,
            LabelGini = selection.Experts.Count == 0
                ? 0
                : Exposure.Gini([.. selection.Experts.Keys.Select(expert => (double)labels.GetValueOrDefault(expert))]),
        };
    }

    private static string Text(string html) =>
        string.Join(' ', HtmlText.Of(html).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static StreamWriter Open(string folder, string name) =>
        new(Path.Combine(folder, name), append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));

    private static void WriteLine<T>(StreamWriter writer, T value)
    {
        writer.Write(JsonSerializer.Serialize(value, LineOptions));
        writer.Write('\n');
    }
}
