using ExpertRouter.App.Routing.Deciding;
using ExpertRouter.Core.Tickets;

namespace ExpertRouter.App.Tests.Routing;

/// <summary>Says the same of every ticket.</summary>
internal sealed class FixedScorer : ITicketScorer
{
    public List<(long Expert, double Probability)> Experts { get; } = [];

    public Task<ScoredExperts> ScoreAsync(Ticket ticket, CancellationToken cancellationToken) =>
        Task.FromResult(new ScoredExperts(
            [.. Experts.Select(entry => new ScoredExpert(entry.Expert, entry.Probability * 10, entry.Probability))], "fixed", []));
}
