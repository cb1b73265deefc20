namespace ExpertRouter.Evaluation.Datasets.Sites;

/// <summary>
/// A site's questions in order of time, each with what was known when it was asked: answers written before it (under the split
/// protocol: before the first query) and nothing else. Not changed once played; thread-safe.
/// </summary>
public sealed class SiteReplay
{
    /// <summary>Answers that make a user an expert.</summary>
    public const int MinimumAnswers = 5;

    private readonly List<SiteMoment> _moments = [];

    private SiteReplay(SiteCollection site) => Site = site;

    /// <summary>The site.</summary>
    public SiteCollection Site { get; }

    /// <summary>Questions asked when there was an expert at least, by time.</summary>
    public IReadOnlyList<SiteMoment> Moments => _moments;

    /// <summary>The moments that the protocol asks about.</summary>
    public IEnumerable<SiteMoment> Queries => _moments.Where(moment => moment.Baselines is not null);

    /// <summary>Names of the features; empty when there is no moment.</summary>
    public IReadOnlyList<string> Features { get; private set; } = [];

    /// <summary>Queries left out because the accepted author was no expert yet.</summary>
    public int LeftOutNotExpert { get; private set; }

    /// <summary>Queries left out because people answered themselves.</summary>
    public int LeftOutSelfAnswer { get; private set; }

    /// <summary>Plays a site.</summary>
    /// <param name="site">The site.</param>
    /// <param name="protocol">How time is cut.</param>
    public static SiteReplay Play(SiteCollection site, SiteProtocol protocol)
    {
        var replay = new SiteReplay(site);
        var accepted = site.Questions.Where(question => question.HasAccepted).ToArray();
        var share = protocol == SiteProtocol.Rolling ? accepted.Length * 3 / 4 : accepted.Length / 4;
        var queries = accepted.TakeLast(share).Select(query => query.Id).ToHashSet();
        var first = protocol == SiteProtocol.Split ? accepted.TakeLast(share).FirstOrDefault() : null;
        var acceptedTimes = accepted
            .Where(question => question.Accepted is not null)
            .ToLookup(question => question.Accepted!.Owner, question => question.Accepted!.Created);
        var history = new SiteHistory();
        var next = 0;
        SiteProfiles? profiles = null;
        foreach (var question in site.Questions)
        {
            var frozen = first is not null && !question.IsBefore(first);
            var known = frozen ? first! : question;
            while (next < site.Answers.Count && site.Answers[next].IsBefore(known)) history.Add(site.Answers[next++]);
            var isQuery = queries.Contains(question.Id);
            if (frozen && !isQuery) continue;
            var experts = history.Experts(MinimumAnswers);
            var target = question.Accepted is { } answer ? Array.BinarySearch(experts, answer.Owner) : -1;
            var isRanked = isQuery && replay.IsRanked(question, target);
            if (experts.Length == 0) continue;

            var table = SiteFeatures.Extract(history, question, experts, KnownBy(acceptedTimes, known));
            replay.Features = table.Names;
            List<(string, double[])>? baselines = null;
            if (isRanked)
            {
                baselines = [.. SiteSystems.Score(history, question, experts).Select(system => (system.Key, system.Value))];
                if (first is not null) baselines.Add(("TF-IDF profile", (profiles ??= new SiteProfiles(history, experts)).Score(question)));
            }

            replay._moments.Add(new SiteMoment(question, known, experts, table.ToGroup(), target, baselines));
        }

        return replay;
    }

    private bool IsRanked(SiteQuestion question, int target)
    {
        if (target < 0) LeftOutNotExpert++;
        else if (question.Accepted!.Owner == question.Asker) LeftOutSelfAnswer++;
        else return true;
        return false;
    }

    private static ILookup<int, DateTimeOffset> KnownBy(ILookup<int, DateTimeOffset> times, SiteQuestion moment) =>
        times.SelectMany(owner => owner.Where(time => time < moment.Created).Select(time => (owner.Key, time)))
            .ToLookup(entry => entry.Key, entry => entry.time);
}
