using ExpertRouter.Core.Ranking;

namespace ExpertRouter.Learning.Assignment;

/// <summary>
/// Who takes a ticket, learned while tickets come and go: a rolling mixture over <see cref="AssignmentHistory"/>. Every ticket is filed when it
/// arrives and learned when it is known who took it; nothing later is ever used. Deterministic; not thread-safe.
/// </summary>
/// <param name="experts">Number of experts; they are numbered from 0.</param>
/// <param name="terms">Size of the vocabulary by now.</param>
public sealed class AssignmentMixture(int experts, Func<int> terms)
{
    // Fixed before any test issue was scored; results on the test issues hardly move between a third and three times these.
    private const double PriorStrength = 10;
    private const int Window = 1000;
    private const int RefitAfter = 50;
    private const int WarmUp = 200;

    private readonly AssignmentHistory _history = new(experts, terms);
    private readonly Queue<RankingGroup> _latest = new();
    private RollingMixture? _mixture;
    private int _filed;
    private int _known;

    /// <summary>Takes in a new ticket.</summary>
    public FiledCase File(AssignmentCase ticket)
    {
        var table = _history.Extract(ticket);
        _mixture ??= new RollingMixture(table.Names, PriorStrength, RefitAfter, Window);
        _history.Filed(ticket);
        return new FiledCase(_filed++, ticket, table.ToGroup());
    }

    /// <summary>One score per expert by what is known now; softmax makes them probabilities. All 0 while nothing is known.</summary>
    public double[] Score(FiledCase ticket) => _mixture!.Score(ticket.Features, _known, () => [.. _latest]);

    /// <summary>Learns who took a ticket; one that nobody of the experts took (-1) is passed over.</summary>
    public void Learn(FiledCase ticket, int expert)
    {
        if (expert < 0) return;
        _history.Learn(ticket.Case, expert);
        if (ticket.Number < WarmUp) return;
        _known++;
        _latest.Enqueue(ticket.Features with { Relevant = [expert] });
        if (_latest.Count > Window) _latest.Dequeue();
    }
}
