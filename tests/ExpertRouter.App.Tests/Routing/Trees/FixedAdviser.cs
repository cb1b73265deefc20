using ExpertRouter.App.Routing.Deciding.Trees;
using ExpertRouter.Core.Tickets;

namespace ExpertRouter.App.Tests.Routing.Trees;

/// <summary>Says the same of every ticket.</summary>
internal sealed class FixedAdviser(string name, params (long Expert, double Score)[] scores) : ITicketAdviser
{
    public string Name => name;

    public Task<IReadOnlyDictionary<long, double>> AdviseAsync(Ticket ticket, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<long, double>>(scores.ToDictionary(entry => entry.Expert, entry => entry.Score));
}
