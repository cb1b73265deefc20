using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using ExpertRouter.App.Finding;
using ExpertRouter.App.Indexing;
using ExpertRouter.App.Routing.Deciding;
using ExpertRouter.App.Routing.Life;
using ExpertRouter.App.Routing.Rules;
using ExpertRouter.Core.Routing;
using ExpertRouter.Core.Tickets;
using ExpertRouter.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ExpertRouter.App.Routing;

/// <summary>
/// Makes routing decisions: scores → hard rules → policy. The decision, the offers, the event and the outbox row are one transaction, shared with other decisions
/// that waited (<see cref="GroupCommit{TItem,TResult}"/>), and there is one decision per ticket and round, however often it is asked for and by how many. Within one process
/// capacities are exact; several nodes that decide in the same moment may each give away the same free places. Thread-safe.
/// </summary>
public sealed class TicketRouter(
    IDbContextFactory<AppDbContext> contexts, TicketLedger ledger, ITicketScorer scorer, FactsReader facts, IRoutingPolicy policy,
    ExpertDirectory directory, IndexCompleteness index, IOptions<RoutingOptions> options, TimeProvider time, ILogger<TicketRouter> logger)
{
    private static readonly TicketStatus Fresh = new() { State = TicketState.Submitted };

    private readonly Func<AppDbContext, Guid, CancellationToken, Task<Ticket?>> _ticket = EF.CompileAsyncQuery((AppDbContext db, Guid id, CancellationToken _) =>
        db.Tickets.AsNoTracking().SingleOrDefault(row => row.Id == id));

    private readonly HardRules _rules = new(options.Value);
    private readonly GroupCommit<Prepared, RoutingDecision?> _deciding = new(logger);

    /// <summary>Decisions that wait for those being made.</summary>
    internal int Waiting => _deciding.Count;

    /// <summary>Decides for a ticket that waits for it; otherwise nothing changes.</summary>
    /// <returns>
    /// The decision of the ticket's current round; null when it is past routing without one, such as withdrawn before, or when the index is being filled: then it waits
    /// for the sweeper.
    /// </returns>
    /// <exception cref="TicketRejectedException">There is no such ticket.</exception>
    public async Task<RoutingDecision?> RouteAsync(Guid ticketId, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var ticket = await ReadAsync(ticketId, cancellationToken);
        var decision = ticket.State == TicketState.Submitted && await TryScoreAsync(ticket, start, cancellationToken) is { } scored
            ? await _deciding.StoreAsync(scored, DecideAllAsync, cancellationToken)
            : null;
        return decision ?? await StoredAsync(ticketId, ticket.Round, cancellationToken);
    }

    /// <summary>What would be decided for a ticket now. Nothing is stored, nobody is asked.</summary>
    /// <param name="ticket">A ticket that need not be stored; <see cref="TicketIntake.ToTicket"/> makes one.</param>
    /// <param name="other">A policy to try; null means the one in force.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="IndexIncompleteException">The index is being filled.</exception>
    public Task<RoutingDecision> PreviewAsync(Ticket ticket, IRoutingPolicy? other, CancellationToken cancellationToken) =>
        PreviewAsync(ticket, Fresh, other, cancellationToken);

    /// <summary>What would be decided for a ticket with a history. Nothing is stored, nobody is asked.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="status">Who has refused or missed it, and which rules were dropped; the state does not matter.</param>
    /// <param name="other">A policy to try; null means the one in force.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="IndexIncompleteException">The index is being filled.</exception>
    public async Task<RoutingDecision> PreviewAsync(Ticket ticket, TicketStatus status, IRoutingPolicy? other, CancellationToken cancellationToken)
    {
        var scored = await ScoreAsync(ticket, time.GetTimestamp(), cancellationToken);
        return await DecideAsync(ticket, status, scored, other ?? policy, await facts.LoadsAsync(scored.Experts, cancellationToken), cancellationToken);
    }

    /// <summary>The seed of a decision: the same ticket and round give the same one everywhere.</summary>
    public static int SeedOf(Guid ticketId, int round)
    {
        Span<byte> bytes = stackalloc byte[20];
        ticketId.TryWriteBytes(bytes, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(bytes[16..], round);
        return BinaryPrimitives.ReadInt32BigEndian(SHA256.HashData(bytes)) & int.MaxValue;
    }

    /// <summary>Decides one after the other in one transaction: each decision counts on what those before it have added to the loads.</summary>
    private Task<IReadOnlyList<RoutingDecision?>> DecideAllAsync(IReadOnlyList<Prepared> group, CancellationToken cancellationToken) => ledger.ChangeAllAsync(
        group.Select(scored => scored.TicketId),
        async (works, cancel) =>
        {
            var loads = await facts.LoadsAsync(group.SelectMany(scored => scored.Experts).Concat(works.Values.Select(work => FormerHolder(work.Status)).OfType<long>()), cancel);
            var decisions = new List<RoutingDecision?>();
            foreach (var scored in group)
                decisions.Add(await DecideAsync(works[scored.TicketId], scored, loads, cancel));
            return (IReadOnlyList<RoutingDecision?>)decisions;
        },
        cancellationToken);

    private async Task<RoutingDecision?> DecideAsync(TicketWork work, Prepared scored, CurrentLoads loads, CancellationToken cancellationToken)
    {
        if (work.Status is not { State: TicketState.Submitted } status)
            return null;
        var decision = await DecideAsync(work.Ticket, status, scored, policy, loads, cancellationToken);
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
            Milliseconds = time.GetElapsedTime(scored.Start).TotalMilliseconds,
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
        foreach (var expert in choice.Chosen)
            loads.Offered(expert);
        return decision;
    }

    private async Task<RoutingDecision> DecideAsync(
        Ticket ticket, TicketStatus status, Prepared scored, IRoutingPolicy by, CurrentLoads loads, CancellationToken cancellationToken)
    {
        var known = status with { Refused = Canonical(status.Refused), Missed = Canonical(status.Missed) };
        var (ranked, about, people) = (scored.Ranked, scored.About with { Ticket = ticket, Status = known }, scored.People);
        var former = FormerHolder(status);
        if (former is { } back && ranked.All(expert => expert.ExpertId != back))
        {
            ranked = [.. ranked, new ScoredExpert(back, 0, 0)];
            people = [.. people, .. (await facts.PrepareAsync(ticket, known, [back], cancellationToken)).Experts];
        }
        var experts = people.Select(loads.Of).ToList();
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

    private async Task<Prepared?> TryScoreAsync(Ticket ticket, long start, CancellationToken cancellationToken)
    {
        try
        {
            return await ScoreAsync(ticket, start, cancellationToken);
        }
        catch (IndexIncompleteException)
        {
            return null;
        }
    }

    /// <summary>
    /// Scores and everything about the experts that decisions do not change: read beside each other, before decisions are made one after the other. Not while the
    /// index is being filled: who is missing from it must not be missing from a decision.
    /// </summary>
    private async Task<Prepared> ScoreAsync(Ticket ticket, long start, CancellationToken cancellationToken)
    {
        var complete = index.Complete;
        var scores = complete.IsCompleted ? await scorer.ScoreAsync(ticket, cancellationToken) : null;
        if (scores is null || index.Complete != complete)
            throw new IndexIncompleteException();
        var ranked = scores.Experts.Take(options.Value.Depth).ToList();
        var (about, people) = await facts.PrepareAsync(ticket, Fresh, [.. ranked.Select(expert => expert.ExpertId)], cancellationToken);
        return new Prepared(ticket.Id, start, scores, ranked, about, people);
    }

    private long? FormerHolder(TicketStatus? status) => status?.FormerHolderId is { } holder ? directory.Resolve(holder) : null;

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

    private sealed record Prepared(
        Guid TicketId, long Start, ScoredExperts Scores, IReadOnlyList<ScoredExpert> Ranked, TicketFacts About, IReadOnlyList<CandidateFacts> People)
    {
        public IEnumerable<long> Experts => Ranked.Select(expert => expert.ExpertId);
    }
}
