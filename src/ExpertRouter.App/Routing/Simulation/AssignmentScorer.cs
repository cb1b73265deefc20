using ExpertRouter.App.Routing.Deciding;
using ExpertRouter.Core.Retrieval.Sparse;
using ExpertRouter.Core.Tickets;
using ExpertRouter.Learning.Acceptance;
using ExpertRouter.Learning.Assignment;

namespace ExpertRouter.App.Routing.Simulation;

/// <summary>
/// Scores by a rolling mixture that learns from every ticket as soon as it is known who took it, with calibrated probabilities. Thread-safe;
/// tickets must be scored in the order of their arrival.
/// </summary>
/// <param name="experts">The experts' ids.</param>
/// <param name="expertOf">E-mail → number of the expert, for requesters.</param>
/// <param name="tokenizer">Cuts texts into words.</param>
internal sealed class AssignmentScorer(IReadOnlyList<long> experts, IReadOnlyDictionary<string, int> expertOf, WordTokenizer tokenizer) : ITicketScorer
{
    private readonly Lock _lock = new();
    private readonly Vocabulary _vocabulary = new(tokenizer);
    private readonly Dictionary<Guid, (FiledCase Filed, ScoredExperts Scored, CertaintyReading Reading, int First)> _open = [];
    private AssignmentMixture? _mixture;
    private AssignmentCertainty? _certainty;

    /// <summary>Outcomes learned from.</summary>
    public int Outcomes => _certainty?.Outcomes ?? 0;

    /// <summary>Who is not known; their tickets teach nothing about them.</summary>
    public string? Nobody { get; init; }

    /// <inheritdoc/>
    public Task<ScoredExperts> ScoreAsync(Ticket ticket, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_open.TryGetValue(ticket.Id, out var known))
                return Task.FromResult(known.Scored);
            _mixture ??= new AssignmentMixture(experts.Count, () => _vocabulary.Count);
            // The title is the first line of the body: issues come as one text.
            var text = $"{ticket.Body} {string.Join(' ', ticket.Tags.Select(tag => "cmp" + tag))}";
            var reporter = expertOf.GetValueOrDefault(ticket.RequesterEmail, -1);
            var filed = _mixture.File(new AssignmentCase(
                ticket.SubmittedAt.UtcTicks / (double)TimeSpan.TicksPerDay, _vocabulary.Learn(text), ticket.Tags,
                ticket.RequesterEmail == Nobody ? null : ticket.RequesterEmail, reporter));
            var scores = _mixture.Score(filed);
            var raw = Softmax(scores);
            _certainty ??= new AssignmentCertainty(experts.Count, filed.Features.Width);
            var reading = _certainty.Read(raw, reporter, filed.Features);
            var probabilities = AssignmentCertainty.Apply(raw, reading.Probability);
            var scored = new ScoredExperts(
                [.. experts.Select((expert, i) => new ScoredExpert(expert, scores[i], probabilities[i])).OrderByDescending(expert => expert.Score).ThenBy(expert => expert.ExpertId)],
                "rolling mixture, calibrated", []) { IsCalibrated = true };
            _open[ticket.Id] = (filed, scored, reading, AssignmentCertainty.FirstTwo(raw).First);
            return Task.FromResult(scored);
        }
    }

    /// <summary>Learns who took a scored ticket.</summary>
    /// <param name="ticketId">The ticket.</param>
    /// <param name="expert">Number of the expert; -1 for somebody else.</param>
    public void Learn(Guid ticketId, int expert)
    {
        lock (_lock)
        {
            if (!_open.Remove(ticketId, out var known))
                throw new InvalidOperationException($"Ticket {ticketId} was never scored, so nothing can be learned from it.");
            _mixture!.Learn(known.Filed, expert);
            if (expert >= 0)
                _certainty!.Learn(known.Reading, known.First, expert);
        }
    }

    private static double[] Softmax(double[] scores)
    {
        var best = scores.Max();
        double[] powers = Array.ConvertAll(scores, score => Math.Exp(score - best));
        var sum = powers.Sum();
        return Array.ConvertAll(powers, power => power / sum);
    }
}
