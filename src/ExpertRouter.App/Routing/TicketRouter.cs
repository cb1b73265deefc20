using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using ExpertRouter.App.Finding;
using ExpertRouter.App.Routing.Deciding;
using ExpertRouter.App.Routing.Life;
using ExpertRouter.App.Routing.Rules;
using ExpertRouter.Core.Routing;
using ExpertRouter.Core.Tickets;
using ExpertRouter.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ExpertRouter.App.Routing;

/// <summary>
/// Makes routing decisions: scores → hard rules → policy. The decision, the offers, the event and the outbox row are one transaction,
/// and there is one decision per ticket and round, however often it is asked for and by how many. Within one process capacities are
/// exact; several nodes that decide in the same moment may exceed one by the number of nodes. Thread-safe.
/// </summary>
public sealed class TicketRouter(
    IDbContextFactory<AppDbContext> contexts, TicketLedger ledger, ITicketScorer scorer, FactsReader facts, IRoutingPolicy policy,
    ExpertDirectory directory, IOptions<RoutingOptions> options, TimeProvider time) : IDisposable
{
    private static readonly TicketStatus Fresh = new() { State = TicketState.Submitted };

    private readonly Func<AppDbContext, Guid, CancellationToken, Task<Ticket?>> _ticket = EF.CompileAsyncQuery((AppDbContext db, Guid id, CancellationToken _) =>
        db.Tickets.AsNoTracking().SingleOrDefault(row => row.Id == id));

    private readonly HardRules _rules = new(options.Value);
    private readonly SemaphoreSlim _deciding = new(1, 1);

    /// <summary>Decides for a ticket that waits for it; otherwise nothing changes.</summary>
    /// <returns>The decision of the ticket's current round; null when it is past routing without one, such as withdrawn before.</returns>
    /// <exception cref="TicketRejectedException">There is no such ticket.</exception>
    public async Task<RoutingDecision?> RouteAsync(Guid ticketId, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var ticket = await ReadAsync(ticketId, cancellationToken);
        if (ticket.State != TicketState.Submitted)
            return await StoredAsync(ticketId, ticket.Round, cancellationToken);
        var scored = await ScoreAsync(ticket, cancellationToken);
        await _deciding.WaitAsync(cancellationToken);
        try
        {
            return await ledger.ChangeAsync(ticketId, (work, cancel) => DecideAsync(work, scored, start, cancel), cancellationToken)
                ?? await StoredAsync(ticketId, ticket.Round, cancellationToken);
        }
        finally
        {
            _deciding.Release();
        }
    }

    /// <summary>What would be decided for a ticket now. Nothing is stored, nobody is asked.</summary>
    /// <param name="ticket">A ticket that need not be stored; <see cref="TicketIntake.ToTicket"/> makes one.</param>
    /// <param name="other">A policy to try; null means the one in force.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<RoutingDecision> PreviewAsync(Ticket ticket, IRoutingPolicy? other, CancellationToken cancellationToken) =>
        await DecideAsync(
            ticket, Fresh, await ScoreAsync(ticket, cancellationToken), other ?? policy, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _deciding.Dispose();

    /// <summary>The seed of a decision: the same ticket and round give the same one everywhere.</summary>
    public static int SeedOf(Guid ticketId, int round)
    {
        Span<byte> bytes = stackalloc byte[20];
        ticketId.TryWriteBytes(bytes, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(bytes[16..], round);
        return BinaryPrimitives.ReadInt32BigEndian(SHA256.HashData(bytes)) & int.MaxValue;
    }

    private async Task<RoutingDecision?> DecideAsync(TicketWork work, Prepared scored, long start, CancellationToken cancellationToken)
    {
        if (work.Status is not { State: TicketState.Submitted } status)
            return null;
        var decision = await DecideAsync(work.Ticket, status, scored, policy, cancellationToken);
        var choice = decision.Choice;
        work.Db.TicketDecisions.Add(new TicketDecision
        {
            TicketId = work.Ticket.Id,
            Round = status.Round,
            Action = choice.Action,
            Reason = choice.Reason,
            PolicyVersion = decision.PolicyVersion,
            ModelVersion = decision.ModelVersion,
            Seed = decision.Seed,
            Details = JsonSerializer.Serialize(decision, RoutingJson.Options),
            At = time.GetUtcNow(),
            Milliseconds = time.GetElapsedTime(start).TotalMilliseconds,
        });
        work.Move(
            new TicketMove
            {
                Kind = choice.Action switch
                {
                    RoutingAction.Assign => TicketMoveKind.Assign,
                    RoutingAction.Offer => TicketMoveKind.Offer,
                    RoutingAction.Broadcast => TicketMoveKind.Broadcast,
                    RoutingAction.Abstain => TicketMoveKind.Abstain,
                    _ => throw new InvalidOperationException($"Policy {decision.PolicyVersion}: unknown action {choice.Action}."),
                },
                Experts = choice.Chosen,
                Reason = choice.Reason,
            },
            TicketPerson.System, decision);
        return decision;
    }

    private async Task<RoutingDecision> DecideAsync(
        Ticket ticket, TicketStatus status, Prepared scored, IRoutingPolicy by, CancellationToken cancellationToken)
    {
        var known = status with { Refused = Canonical(status.Refused), Missed = Canonical(status.Missed) };
        var (ranked, about, people) = (scored.Ranked, scored.About with { Ticket = ticket, Status = known }, scored.People);
        var former = status.FormerHolderId is { } holder ? directory.Resolve(holder) : default(long?);
        if (former is { } back && ranked.All(expert => expert.ExpertId != back))
        {
            ranked = [.. ranked, new ScoredExpert(back, 0, 0)];
            people = [.. people, .. (await facts.PrepareAsync(ticket, known, [back], cancellationToken)).Experts];
        }
        var experts = await facts.WithLoadsAsync(people, cancellationToken);
        var now = time.GetUtcNow();
        var excluded = experts.Select(expert => _rules.Exclude(about, expert, now)).ToList();
        var left = ranked.Where((_, position) => excluded[position] is null).Sum(expert => expert.Probability);
        var somebody = ranked.Sum(expert => expert.Probability);
        // Read as: given that it is not for those who may not be asked.
        var scale = left > 0 ? Math.Min(1, somebody) / left : 1;
        var candidates = ranked.Zip(experts)
            .Where((_, position) => excluded[position] is null)
            .Select(pair => new RoutingCandidate(
                pair.First.ExpertId, pair.First.Score, Math.Min(1, pair.First.Probability * scale), pair.Second.Load, _rules.CapacityOf(pair.Second), pair.Second.Cost,
                pair.Second.AskedLately));
        var chooser = former is { } mine && candidates.Any(candidate => candidate.ExpertId == mine) ? new BackToHolder(mine, by.Version) : by;
        return RoutingDecision.Make(chooser, candidates, [.. excluded.OfType<Exclusion>()], scored.Scores.ModelVersion, SeedOf(ticket.Id, status.Round)) with
        {
            Path = scored.Scores.Path, IsCalibrated = scored.Scores.IsCalibrated, Advice = scored.Scores.Advice,
        };
    }

    /// <summary>Scores and everything about the experts that decisions do not change: read before the lock, which only one decision holds.</summary>
    private async Task<Prepared> ScoreAsync(Ticket ticket, CancellationToken cancellationToken)
    {
        var scores = await scorer.ScoreAsync(ticket, cancellationToken);
        var ranked = scores.Experts.Take(options.Value.Depth).ToList();
        var (about, people) = await facts.PrepareAsync(ticket, Fresh, [.. ranked.Select(expert => expert.ExpertId)], cancellationToken);
        return new Prepared(scores, ranked, about, people);
    }

    private long[] Canonical(IReadOnlyList<long> experts) => [.. experts.Select(directory.Resolve).Distinct()];

    private async Task<Ticket> ReadAsync(Guid ticketId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await _ticket(db, ticketId, cancellationToken)
            ?? throw new TicketRejectedException(TicketProblem.UnknownTicket, $"There is no ticket {ticketId}.");
    }

    private async Task<RoutingDecision?> StoredAsync(Guid ticketId, int round, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var details = await db.TicketDecisions.Where(row => row.TicketId == ticketId && row.Round == round).Select(row => row.Details).SingleOrDefaultAsync(cancellationToken);
        return details is null ? null : JsonSerializer.Deserialize<RoutingDecision>(details, RoutingJson.Options);
    }

    private sealed record Prepared(ScoredExperts Scores, IReadOnlyList<ScoredExpert> Ranked, TicketFacts About, IReadOnlyList<CandidateFacts> People);
}
