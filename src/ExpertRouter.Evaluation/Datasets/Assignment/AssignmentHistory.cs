using ExpertRouter.Core.Ranking;
using ExpertRouter.Core.Retrieval.Sparse;

namespace ExpertRouter.Evaluation.Datasets.Assignment;

/// <summary>
/// What was known of earlier assignments at a moment, and the features made from it. Issues are added when their
/// outcome becomes known; nothing later can be seen. Not thread-safe.
/// </summary>
/// <param name="split">The protocol; experts and words are taken from it.</param>
public sealed class AssignmentHistory(AssignmentSplit split)
{
    private const int Neighbours = 200;
    private const int Remembered = 3000;
    private const double TextMemoryDays = 180;
    private static readonly TfIdf Weighting = new() { Smooth = true, MinimumDocuments = 2 };

    private readonly GrowingIndex _index = new(new Bm25());
    private readonly List<int> _issues = [];
    private readonly List<int>[] _ofExpert = [.. split.Experts.Select(_ => new List<int>())];
    private readonly double[] _lastReported = [.. split.Experts.Select(_ => double.NegativeInfinity)];
    private LogisticTextModel? _text;
    private TermStatistics? _textStatistics;
    private int _textFittedTo;

    /// <summary>Learns who took an issue; issues of people who are no experts are passed over.</summary>
    public void Learn(int issue)
    {
        if (split.Assignee[issue] < 0) return;
        _index.Add(split.WordsAndComponents[issue]);
        _issues.Add(issue);
        _ofExpert[split.Assignee[issue]].Add(issue);
    }

    /// <summary>Notes that an issue was filed, which is known at once.</summary>
    public void Filed(int issue)
    {
        if (split.Reporter[issue] >= 0) _lastReported[split.Reporter[issue]] = split.Issues[issue].Created;
    }

    /// <summary>The features of every expert for a new issue; its assignee is not looked at.</summary>
    public FeatureTable Extract(int issue)
    {
        var table = new FeatureTable(split.Experts.Count);
        AddText(table, issue);
        AddActivity(table, issue);
        AddReporterAndComponents(table, issue);
        return table;
    }

    private void AddText(FeatureTable table, int issue)
    {
        var now = split.Issues[issue].Created;
        var hits = _index.Search(split.WordsAndComponents[issue], Neighbours);
        var best = hits.Count > 0 ? hits[0].Score : 1;
        table.AddLogShare("text kNN", Votes(hits.Take(20), (score, _) => score), .02);
        table.AddLogShare("text cube", Votes(hits, (score, _) => Math.Pow(score / best, 3)), .01);
        table.AddLogShare("text square recent", Votes(hits, (score, past) =>
            Math.Pow(score / best, 2) * Fade(now, past, TextMemoryDays)), .01);

        RefitText();
        table.Add("text logistic", _text is null
            ? new double[split.Experts.Count]
            : _text.Score(Weighting.Weigh(split.WordsAndComponents[issue], _textStatistics!)));
    }

    private double[] Votes(IEnumerable<ScoredItem> hits, Func<double, int, double> value)
    {
        var votes = new double[split.Experts.Count];
        foreach (var hit in hits) votes[split.Assignee[_issues[hit.Item]]] += value(hit.Score, _issues[hit.Item]);
        return votes;
    }

    /// <summary>Refits the text model after an eighth more issues: each issue is scored by a model that never saw it.</summary>
    private void RefitText()
    {
        if (_issues.Count - _textFittedTo < Math.Max(100, _textFittedTo / 8)) return;
        TermVector[] texts = [.. _issues.Select(issue => split.WordsAndComponents[issue])];
        _textStatistics = new TermStatistics(texts, split.Terms);
        _text = LogisticTextModel.Fit(
            [.. texts.Select(text => Weighting.Weigh(text, _textStatistics))],
            split.Terms,
            [.. _issues.Select(issue => split.Assignee[issue])],
            split.Experts.Count,
            iterations: 40);
        _textFittedTo = _issues.Count;
    }

    private void AddActivity(FeatureTable table, int issue)
    {
        var now = split.Issues[issue].Created;
        table.AddLogShare("issues", Array.ConvertAll(_ofExpert, own => (double)own.Count), .01);
        foreach (var days in (double[])[7, 30, 90, 365])
            table.AddLogShare(
                FormattableString.Invariant($"issues, half-life {days} d"),
                Array.ConvertAll(_ofExpert, own => own.TakeLast(400).Sum(past => Fade(now, past, days))),
                .01);
        foreach (var length in (int[])[5, 20, 50, 200])
        {
            var latest = new double[split.Experts.Count];
            foreach (var past in _issues.TakeLast(length)) latest[split.Assignee[past]]++;
            table.AddLogShare($"of the last {length} issues", latest, .02);
        }

        table.Add("last issue", Array.ConvertAll(_ofExpert, own =>
            -Math.Log(1 + (own.Count == 0 ? Remembered : Math.Max(0, now - split.Issues[own[^1]].Created)))));
        table.Add("last reported", Array.ConvertAll(_lastReported, time => -Math.Log(1 + Math.Min(Remembered, now - time))));
    }

    private void AddReporterAndComponents(FeatureTable table, int issue)
    {
        var experts = split.Experts.Count;
        var filed = split.Issues[issue];
        var reporter = split.Reporter[issue];
        var byReporter = new double[experts];
        var byComponent = new double[experts];
        foreach (var past in _issues.TakeLast(Remembered))
        {
            var fade = Fade(filed.Created, past, TextMemoryDays);
            if (filed.Reporter is not null && split.Issues[past].Reporter == filed.Reporter) byReporter[split.Assignee[past]] += fade;
            byComponent[split.Assignee[past]] += fade * filed.Components.Count(split.Issues[past].Components.Contains);
        }

        var reported = byReporter.Sum();
        var self = new double[experts];
        var isReporter = new double[experts];
        if (reporter >= 0)
        {
            isReporter[reporter] = 1;
            self[reporter] = Math.Log((byReporter[reporter] + .5) / (reported - byReporter[reporter] + .5));
        }

        var components = byComponent.Sum();
        table.Add("is the reporter", isReporter);
        table.Add("reporter takes own issues", self);
        table.AddLogShare("took this reporter's issues", byReporter, .02);
        table.Add("share of this reporter's issues", Array.ConvertAll(byReporter, value => value / (reported + 1)));
        table.AddLogShare("took this component's issues", byComponent, .02);
        table.Add("share of this component's issues", Array.ConvertAll(byComponent, value => value / (components + 2)));
    }

    private double Fade(double now, int past, double halfLifeDays) =>
        Math.Pow(.5, Math.Max(0, now - split.Issues[past].Created) / halfLifeDays);
}
