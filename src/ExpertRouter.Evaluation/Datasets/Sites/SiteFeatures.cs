using ExpertRouter.Core.Ranking;
using ExpertRouter.Core.Retrieval.Sparse;

namespace ExpertRouter.Evaluation.Datasets.Sites;

/// <summary>
/// What speaks for an expert at the moment of a question: topic, tags, activity, acceptance, habits. Everything comes
/// from answers written before the question. Votes are not used: the dump only tells their number at its own date.
/// </summary>
public static class SiteFeatures
{
    private const int Wide = 1000;
    private const double MemoryDays = 60;

    /// <summary>The features of every expert.</summary>
    /// <param name="history">Answers before the question.</param>
    /// <param name="question">The question; its outcome is not looked at.</param>
    /// <param name="experts">User ids, ascending.</param>
    /// <param name="acceptedBefore">Per user, when those answers were written that count as accepted; later ones are passed over.</param>
    public static FeatureTable Extract(
        SiteHistory history, SiteQuestion question, int[] experts, ILookup<int, DateTimeOffset> acceptedBefore)
    {
        var table = new FeatureTable(experts.Length);
        var hits = history.Index.Search(question.Words, Wide);
        AddTopic(table, history, question, experts, hits);
        AddActivity(table, history, question, experts);
        AddTags(table, history, question, experts);
        AddAcceptance(table, history, question, experts, acceptedBefore);
        table.Add("is the asker", Array.ConvertAll(experts, expert => expert == question.Asker ? 1.0 : 0));
        table.Add("answered this asker", Array.ConvertAll(experts, expert => question.Asker is null
            ? 0
            : Math.Log(1 + history.AnswersOf(expert).Count(answer => answer.Asker == question.Asker))));
        table.Add("time of day", Array.ConvertAll(experts, expert => HourFit(history.AnswersOf(expert), question.Created)));
        return table;
    }

    private static void AddTopic(
        FeatureTable table, SiteHistory history, SiteQuestion question, int[] experts, IReadOnlyList<ScoredItem> hits)
    {
        var best = hits.Count > 0 ? hits[0].Score : 1;
        IReadOnlyList<ScoredItem> near = [.. hits.Take(SiteSystems.Depth)];
        table.AddLogShare("text sum", SiteSystems.Sum(history, experts, near, (score, _) => score), .01);
        table.AddLogShare("text cube", SiteSystems.Sum(history, experts, hits, (score, _) => Math.Pow(score / best, 3)), .01);
        table.AddLogShare(
            "text cube recent",
            SiteSystems.Sum(history, experts, hits, (score, rank) =>
                Math.Pow(score / best, 3) * Fade(question, history.Answers[hits[rank - 1].Item], MemoryDays)),
            .01);
        var bests = new double[experts.Length];
        foreach (var hit in hits)
        {
            var expert = Array.BinarySearch(experts, history.Answers[hit.Item].Owner);
            if (expert >= 0) bests[expert] = Math.Max(bests[expert], hit.Score / best);
        }

        table.Add("text best", bests);
    }

    private static void AddActivity(FeatureTable table, SiteHistory history, SiteQuestion question, int[] experts)
    {
        table.AddLogShare("answers", Array.ConvertAll(experts, expert => (double)history.AnswersOf(expert).Count), .02);
        foreach (var days in (int[])[14, 60])
            table.AddLogShare(
                $"answers, half-life {days} d",
                Array.ConvertAll(experts, expert => history.AnswersOf(expert).Sum(answer => Fade(question, answer, days))),
                .02);
        table.Add("last answer", Array.ConvertAll(
            experts, expert => -Math.Log(1 + (question.Created - history.AnswersOf(expert)[^1].Created).TotalDays)));
        var latest = new double[experts.Length];
        for (var i = Math.Max(0, history.Answers.Count - 100); i < history.Answers.Count; i++)
        {
            var expert = Array.BinarySearch(experts, history.Answers[i].Owner);
            if (expert >= 0) latest[expert]++;
        }

        table.AddLogShare("of the last 100 answers", latest, .05);
    }

    private static void AddTags(FeatureTable table, SiteHistory history, SiteQuestion question, int[] experts)
    {
        var weights = question.Tags.Distinct().ToDictionary(
            tag => tag,
            tag => Math.Log(1 + ((double)history.Answers.Count / (1 + history.AnswersTagged(tag)))),
            StringComparer.Ordinal);
        table.AddLogShare(
            "tags recent",
            Array.ConvertAll(experts, expert => history.AnswersOf(expert).Sum(answer =>
                answer.Tags.Sum(tag => weights.GetValueOrDefault(tag)) * Fade(question, answer, MemoryDays))),
            .02);
    }

    private static void AddAcceptance(
        FeatureTable table, SiteHistory history, SiteQuestion question, int[] experts, ILookup<int, DateTimeOffset> acceptedBefore)
    {
        var accepted = Array.ConvertAll(
            experts, expert => acceptedBefore[expert].Where(written => written < question.Created).ToArray());
        table.AddLogShare("accepted", Array.ConvertAll(accepted, times => (double)times.Length), .05);
        table.AddLogShare(
            "accepted recent",
            Array.ConvertAll(accepted, times => times.Sum(time => Math.Pow(.5, (question.Created - time).TotalDays / MemoryDays))),
            .05);
        table.Add("acceptance rate", [.. experts.Zip(
            accepted, (expert, times) => Math.Log((times.Length + 1.0) / (history.AnswersOf(expert).Count + 4)))]);
    }

    /// <summary>2^(−age / half-life).</summary>
    private static double Fade(SiteQuestion question, SiteAnswer answer, double halfLifeDays) =>
        Math.Pow(.5, (question.Created - answer.Created).TotalDays / halfLifeDays);

    /// <summary>How much somebody writes around this hour: mean of a Gaussian with a deviation of two hours, smoothed.</summary>
    private static double HourFit(IReadOnlyList<SiteAnswer> answers, DateTimeOffset moment)
    {
        var sum = .5;
        foreach (var answer in answers)
        {
            var hours = Math.Abs((answer.Created.TimeOfDay - moment.TimeOfDay).TotalHours);
            hours = Math.Min(hours, 24 - hours);
            sum += Math.Exp(-hours * hours / 8);
        }

        return Math.Log(sum / (answers.Count + 2));
    }
}
