using ExpertRouter.Core.Ranking;
using ExpertRouter.Evaluation.Metrics;

namespace ExpertRouter.Evaluation.Datasets.Sites;

/// <summary>
/// Plays a site's questions in order of time and ranks the experts for those that the protocol asks about. A question
/// only ever meets answers written before it (the split protocol: before the first query). The learner is refitted
/// from earlier questions; their label is the author of the accepted answer if that answer was written before the
/// present question, otherwise everybody who had answered by then. The dump does not tell when an answer was accepted,
/// so acceptance is taken to be known once the answer is there, as the protocol takes it.
/// </summary>
/// <param name="site">The site.</param>
/// <param name="protocol">How time is cut.</param>
public sealed class SiteReplay(SiteCollection site, SiteProtocol protocol)
{
    /// <summary>Name of the product's default system in the tables.</summary>
    public const string DefaultSystem = "rolling mixture";

    /// <summary>Answers that make a user an expert.</summary>
    public const int MinimumAnswers = 5;

    private const int RefitAfter = 5;
    private const int Window = 2000;

    private readonly SiteHistory _history = new();
    private readonly List<(SiteQuestion Question, int[] Experts, RankingGroup Group)> _past = [];
    private int _nextAnswer;

    /// <summary>
    /// How many past questions the prior of the learner weighs. Anything from 30 to 300 gives nearly the same results;
    /// docs/quality.md says how this value came about.
    /// </summary>
    public double PriorStrength { get; init; } = 100;

    /// <summary>Metrics of the protocol.</summary>
    public static IReadOnlyList<Metric> Metrics { get; } =
        [Metric.PrecisionAt(1), Metric.ReciprocalRank, Metric.NdcgAt(10), Metric.RecallAt(5), Metric.RecallAt(20)];

    /// <summary>Queries left out because the accepted author was no expert yet.</summary>
    public int LeftOutNotExpert { get; private set; }

    /// <summary>Queries left out because people answered themselves.</summary>
    public int LeftOutSelfAnswer { get; private set; }

    /// <summary>Runs every system; call once.</summary>
    /// <returns>The scores, with queries named <c>site/post id</c>.</returns>
    public RankingScores Run()
    {
        var accepted = site.Questions.Where(question => question.HasAccepted).ToArray();
        var share = protocol == SiteProtocol.Rolling ? accepted.Length * 3 / 4 : accepted.Length / 4;
        var queries = accepted.Skip(accepted.Length - share).ToArray();
        var queryIds = queries.Select(query => query.Id).ToHashSet();
        var acceptedTimes = accepted
            .Where(question => question.Accepted is not null)
            .ToLookup(question => question.Accepted!.Owner, question => question.Accepted!.Created);
        var scores = new RankingScores(Metrics);
        RollingMixture? learner = null;
        SiteProfiles? profiles = null;

        foreach (var question in site.Questions)
        {
            var frozen = protocol == SiteProtocol.Split && queries.Length > 0 && !IsBefore(question, queries[0]);
            if (!frozen) AdvanceTo(question);
            else if (profiles is null) AdvanceTo(queries[0]);
            var isQuery = queryIds.Contains(question.Id);
            if (frozen && !isQuery) continue;
            var experts = _history.Experts(MinimumAnswers);
            var target = question.Accepted is { } answer ? Array.BinarySearch(experts, answer.Owner) : -1;
            if (isQuery && target < 0) LeftOutNotExpert++;
            if (isQuery && target >= 0 && question.Accepted!.Owner == question.Asker) LeftOutSelfAnswer++;
            if (experts.Length == 0) continue;

            var table = SiteFeatures.Extract(_history, question, experts, KnownBy(acceptedTimes, frozen ? queries[0] : question));
            var group = table.ToGroup();
            if (isQuery && target >= 0 && question.Accepted!.Owner != question.Asker)
            {
                learner ??= new RollingMixture(table.Names, PriorStrength, RefitAfter, Window);
                if (protocol == SiteProtocol.Split) profiles ??= new SiteProfiles(_history, experts);
                scores.Begin($"{site.Name}/{question.Id}");
                foreach (var (system, values) in SiteSystems.Score(_history, question, experts))
                    scores.Add(system, RankingScores.Order(values), [target]);
                if (profiles is not null) scores.Add("TF-IDF profile", RankingScores.Order(profiles.Score(question)), [target]);
                var learned = learner.Score(group, _past.Count, () => [.. _past.Select(past => Labelled(past, frozen ? queries[0] : question))]);
                scores.Add(DefaultSystem, RankingScores.Order(learned), [target]);
            }

            if (!frozen) _past.Add((question, experts, group));
        }

        return scores;
    }

    private static bool IsBefore(SiteQuestion question, SiteQuestion other) =>
        question.Created < other.Created || (question.Created == other.Created && question.Id < other.Id);

    private static ILookup<int, DateTimeOffset> KnownBy(ILookup<int, DateTimeOffset> times, SiteQuestion moment) =>
        times.SelectMany(owner => owner.Where(time => time < moment.Created).Select(time => (owner.Key, time)))
            .ToLookup(entry => entry.Key, entry => entry.time);

    private void AdvanceTo(SiteQuestion question)
    {
        for (; _nextAnswer < site.Answers.Count; _nextAnswer++)
        {
            var answer = site.Answers[_nextAnswer];
            if (answer.Created > question.Created || (answer.Created == question.Created && answer.Id > question.Id)) return;
            _history.Add(answer);
        }
    }

    private RankingGroup Labelled((SiteQuestion Question, int[] Experts, RankingGroup Group) past, SiteQuestion moment)
    {
        var accepted = past.Question.Accepted;
        int[] right = accepted is not null && accepted.Created < moment.Created
            ? [Array.BinarySearch(past.Experts, accepted.Owner)]
            : [.. _history.AnswersTo(past.Question.Id).Select(answer => Array.BinarySearch(past.Experts, answer.Owner)).Distinct().Order()];
        return past.Group with { Relevant = [.. right.Where(expert => expert >= 0)] };
    }
}
