using ExpertRouter.App.Messaging;
using ExpertRouter.Core.Routing;
using ExpertRouter.Core.Routing.Policies;
using ExpertRouter.Core.Tickets;
using ExpertRouter.Data;
using ExpertRouter.Evaluation.Datasets.Assignment;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Routing.Simulation;

/// <summary>
/// A project's issues as a chronological stream of tickets through the whole pipeline. Each is submitted, announced over the bus, routed by its
/// consumer and stored; whoever is asked though history gave the issue to somebody else declines, a dispatcher then asks the right one, who accepts and
/// resolves when history did (after 30 days where it does not say). The router learns from every acceptance and sees nothing later.
/// </summary>
/// <param name="split">The issues and the protocol: the first 80 % are the past.</param>
/// <param name="policy">The policy; null: <see cref="RollingEvenness"/>.</param>
internal sealed class TicketSimulation(AssignmentSplit split, IRoutingPolicy? policy)
{
    private const string Origin = "issues";
    private static readonly DateTimeOffset Epoch = new(1899, 12, 30, 0, 0, 0, TimeSpan.Zero);
    private static readonly TicketPerson Dispatcher = TicketPerson.Dispatcher("dispatcher@issues.invalid");
    private static readonly TimeSpan Unresolved = TimeSpan.FromDays(30);

    private readonly IReadOnlyDictionary<string, long> _people = SimulatedWorld.People(split);
    private readonly PriorityQueue<(Guid Ticket, long Expert), (DateTimeOffset At, int Issue)> _held = new();
    private readonly SwitchedPolicy _policy = new(policy ?? new TopPolicy());
    private readonly RollingEvenness _evenness = new(split.Experts.Count);

    /// <summary>Runs it.</summary>
    /// <param name="progress">Takes the number of issues done.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<SimulationRun> RunAsync(Action<int> progress, CancellationToken cancellationToken)
    {
        var time = new SimulatedTime(Moment(split.Issues[0].Created));
        var experts = Enumerable.Range(1, split.Experts.Count).Select(id => (long)id).ToList();
        var scorer = new AssignmentScorer(
            experts, split.Experts.Index().ToDictionary(expert => SimulatedWorld.Mail(_people, expert.Item), expert => expert.Index), AssignmentSplit.Tokenizer)
        {
            Nobody = SimulatedWorld.Nobody,
        };
        var tickets = new List<SimulatedTicket>(split.Issues.Count);
        await using var world = await SimulatedWorld.StartAsync(split, time, _policy, scorer, cancellationToken);
        for (var issue = 0; issue < split.Issues.Count; issue++)
        {
            if (policy is null) _policy.Current = _evenness.Policy;
            var at = Moment(split.Issues[issue].Created);
            await ResolveAsync(world, time, at, cancellationToken);
            time.MoveTo(at);
            var known = scorer.Outcomes;
            var (id, decision) = await SubmitAsync(world, issue, cancellationToken);
            long? expert = split.Assignee[issue] >= 0 ? experts[split.Assignee[issue]] : null;
            tickets.Add(new SimulatedTicket(issue, at, expert, decision, known));
            await HandleAsync(world, issue, id, decision, expert, cancellationToken);
            scorer.Learn(id, split.Assignee[issue]);
            if (policy is null) _evenness.Note(tickets[^1]);
            progress(issue + 1);
        }

        return new SimulationRun(split, policy?.Version ?? RollingEvenness.Name, policy is null, tickets);
    }

    private async Task<(Guid Id, RoutingDecision Decision)> SubmitAsync(SimulatedWorld world, int issue, CancellationToken cancellationToken)
    {
        var filed = split.Issues[issue];
        var receipt = await world.Get<TicketIntake>().SubmitAsync(
            new TicketSubmission
            {
                Origin = Origin, ExternalId = $"{issue} {filed.Id}", Text = filed.Text, Tags = filed.Components, RequesterEmail = SimulatedWorld.Mail(_people, filed.Reporter),
            },
            cancellationToken);
        await world.Get<OutboxRelay>().DeliverAsync(cancellationToken);
        while (true)
        {
            await using (var db = await world.Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(cancellationToken))
            {
                if (await db.TicketDecisions.AnyAsync(row => row.TicketId == receipt.TicketId, cancellationToken))
                    break;
                if (await db.FailedMessages.AnyAsync(cancellationToken))
                    throw new InvalidOperationException($"Issue {filed.Id} was not routed: {(await db.FailedMessages.FirstAsync(cancellationToken)).Reason}");
            }
            await Task.Delay(1, cancellationToken);
        }
        return (receipt.TicketId, (await world.Get<TicketRouter>().RouteAsync(receipt.TicketId, cancellationToken))!);
    }

    private async Task HandleAsync(SimulatedWorld world, int issue, Guid id, RoutingDecision decision, long? expert, CancellationToken cancellationToken)
    {
        var recorder = world.Get<OutcomeRecorder>();
        foreach (var asked in decision.Choice.Chosen.TakeWhile(asked => asked != expert))
            await recorder.DeclineAsync(id, Person(asked), "Not mine.", cancellationToken);
        if (expert is not { } right)
        {
            await recorder.EscalateAsync(id, Dispatcher, "Somebody outside took it.", cancellationToken);
            await recorder.ResolveAsync(id, Dispatcher, note: null, cancellationToken);
            return;
        }
        if (!decision.Choice.Chosen.Contains(right))
            await recorder.ReassignAsync(id, Dispatcher, right, reason: null, cancellationToken);
        await recorder.AcceptAsync(id, Person(right), cancellationToken);
        var at = Moment(split.Issues[issue].Created);
        _held.Enqueue((id, right), (split.Issues[issue].Resolved is { } resolved ? Moment(resolved) : at + Unresolved, issue));
    }

    private async Task ResolveAsync(SimulatedWorld world, SimulatedTime time, DateTimeOffset until, CancellationToken cancellationToken)
    {
        while (_held.TryPeek(out var held, out var due) && due.At <= until)
        {
            _held.Dequeue();
            time.MoveTo(due.At);
            await world.Get<OutcomeRecorder>().ResolveAsync(held.Ticket, Person(held.Expert), note: null, cancellationToken);
        }
    }

    private TicketPerson Person(long expert) => TicketPerson.Expert(expert, SimulatedWorld.Mail(_people, split.Experts[(int)expert - 1]));

    private static DateTimeOffset Moment(double days) => Epoch.AddDays(days);
}
