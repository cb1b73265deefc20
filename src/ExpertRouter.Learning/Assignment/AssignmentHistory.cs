using ExpertRouter.Core.Ranking;
using ExpertRouter.Core.Retrieval.Sparse;

namespace ExpertRouter.Learning.Assignment;

/// <summary>
/// What was known of earlier assignments at a moment, and the features made from it. Tickets are added when their
/// outcome becomes known; nothing later can be seen. Not thread-safe.
/// </summary>
/// <param name="experts">Number of experts; they are numbered from 0.</param>
/// <param name="terms">Size of the vocabulary by now.</param>
public sealed class AssignmentHistory(int experts, Func<int> terms)
{
    private const int Neighbours = 200;
    private const int Remembered = 3000;
    private const double TextMemoryDays = 180;
    private static readonly TfIdf Weighting = new() { Smooth = true, MinimumDocuments = 2 };

    private readonly GrowingIndex _index = new(new Bm25());
    private readonly List<(AssignmentCase Ticket, int Expert)> _past = [];
    private readonly List<double>[] _daysOfExpert = [.. Enumerable.Range(0, experts).Select(_ => new List<double>())];
    private readonly double[] _lastReported = [.. Enumerable.Repeat(double.NegativeInfinity, experts)];
    private LogisticTextModel? _text;
    private TermStatistics? _textStatistics;
    private int _textFittedTo;

    /// <summary>Learns who took a ticket.</summary>
    public void Learn(AssignmentCase ticket, int expert)
    {
        _index.Add(ticket.Words);
        _past.Add((ticket, expert));
        _daysOfExpert[expert].Add(ticket.Day);
    }

    /// <summary>Notes that a ticket was filed, which is known at once.</summary>
    public void Filed(AssignmentCase ticket)
    {
        if (ticket.ReporterExpert >= 0) _lastReported[ticket.ReporterExpert] = ticket.Day;
    }

    /// <summary>The features of every expert for a new ticket.</summary>
    public FeatureTable Extract(AssignmentCase ticket)
    {
        var table = new FeatureTable(experts);
        AddText(table, ticket);
        AddActivity(table, ticket.Day);
        AddReporterAndComponents(table, ticket);
        return table;
    }

    private void AddText(FeatureTable table, AssignmentCase ticket)
    {
        var hits = _index.Search(ticket.Words, Neighbours);
        var best = hits.Count > 0 ? hits[0].Score : 1;
        table.AddLogShare("text kNN", Votes(hits.Take(20), (score, _) => score), .02);
        table.AddLogShare("text cube", Votes(hits, (score, _) => Math.Pow(score / best, 3)), .01);
        table.AddLogShare("text square recent", Votes(hits, (score, day) =>
            Math.Pow(score / best, 2) * Fade(ticket.Day, day, TextMemoryDays)), .01);

        RefitText();
        table.Add("text logistic", _text is null ? new double[experts] : _text.Score(Weighting.Weigh(ticket.Words, _textStatistics!)));
    }

    private double[] Votes(IEnumerable<ScoredItem> hits, Func<double, double, double> value)
    {
        var votes = new double[experts];
        foreach (var hit in hits) votes[_past[hit.Item].Expert] += value(hit.Score, _past[hit.Item].Ticket.Day);
        return votes;
    }

    /// <summary>Refits the text model after an eighth more tickets: each ticket is scored by a model that never saw it.</summary>
    private void RefitText()
    {
        if (_past.Count - _textFittedTo < Math.Max(100, _textFittedTo / 8)) return;
        TermVector[] texts = [.. _past.Select(past => past.Ticket.Words)];
        var size = terms();
        _textStatistics = new TermStatistics(texts, size);
        _text = LogisticTextModel.Fit(
            [.. texts.Select(text => Weighting.Weigh(text, _textStatistics))], size, [.. _past.Select(past => past.Expert)], experts, iterations: 40);
        _textFittedTo = _past.Count;
    }

    private void AddActivity(FeatureTable table, double now)
    {
        table.AddLogShare("issues", Array.ConvertAll(_daysOfExpert, own => (double)own.Count), .01);
        foreach (var days in (double[])[7, 30, 90, 365])
            table.AddLogShare(
                FormattableString.Invariant($"issues, half-life {days} d"),
                Array.ConvertAll(_daysOfExpert, own => own.TakeLast(400).Sum(day => Fade(now, day, days))),
                .01);
        foreach (var length in (int[])[5, 20, 50, 200])
        {
            var latest = new double[experts];
            foreach (var past in _past.TakeLast(length)) latest[past.Expert]++;
            table.AddLogShare($"of the last {length} issues", latest, .02);
        }

        table.Add("last issue", Array.ConvertAll(_daysOfExpert, own => -Math.Log(1 + (own.Count == 0 ? Remembered : Math.Max(0, now - own[^1])))));
        table.Add("last reported", Array.ConvertAll(_lastReported, time => -Math.Log(1 + Math.Min(Remembered, now - time))));
    }

    private void AddReporterAndComponents(FeatureTable table, AssignmentCase ticket)
    {
        var reporter = ticket.ReporterExpert;
        var byReporter = new double[experts];
        var byComponent = new double[experts];
        foreach (var (past, expert) in _past.TakeLast(Remembered))
        {
            var fade = Fade(ticket.Day, past.Day, TextMemoryDays);
            if (ticket.Reporter is not null && past.Reporter == ticket.Reporter) byReporter[expert] += fade;
            byComponent[expert] += fade * ticket.Components.Count(past.Components.Contains);
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

    private static double Fade(double now, double day, double halfLifeDays) => Math.Pow(.5, Math.Max(0, now - day) / halfLifeDays);
}
