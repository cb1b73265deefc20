using System.Globalization;
using ExpertRouter.Contracts;
using ExpertRouter.Core.Tickets;
using ExpertRouter.Data;
using ExpertRouter.Testing;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ExpertRouter.Web.Tests.Faults;

/// <summary>
/// Another system on the bus: hands in tickets, and answers for the expert who is asked, accept and then resolve. What the broker has
/// not confirmed it sends again, as such systems do. Not thread-safe.
/// </summary>
internal sealed class Traffic(IBusControl bus, string prefix, TestDatabase database, int tickets, Disorder disorder)
{
    public const string Origin = "faults";

    private static readonly TimeSpan Confirmation = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(15);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<Guid, Guid> _accepts = [];
    private readonly Dictionary<Guid, Guid> _resolves = [];

    /// <summary>Hands in all tickets, a few at a time.</summary>
    public async Task SubmitAsync(CancellationToken cancellationToken)
    {
        for (var number = 1; number <= tickets; number++)
        {
            var ticket = new SubmitTicket
            {
                Origin = Origin, ExternalId = number.ToString(CultureInfo.InvariantCulture), Title = $"Descaling boiler {number}",
                Text = "How long must the citric acid stay in?", RequesterEmail = "rae@company.example",
            };
            for (var copy = 0; copy < disorder.Copies; copy++)
                await SendAsync("submit-ticket", ticket, cancellationToken);
            await Task.Delay(Pace, cancellationToken);
        }
    }

    /// <summary>Answers until every ticket is resolved.</summary>
    public async Task AnswerAsync(CancellationToken cancellationToken)
    {
        while (await ReadAsync(db => db.Tickets.CountAsync(ticket => ticket.State == TicketState.Resolved, cancellationToken)) < tickets)
        {
            var open = await ReadAsync(db => db.Tickets.Where(ticket => ticket.State != TicketState.Submitted && ticket.State != TicketState.Resolved)
                .Select(ticket => new { ticket.Id, ticket.State }).ToListAsync(cancellationToken));
            foreach (var ticket in open ?? [])
                await AnswerAsync(ticket.Id, ticket.State, cancellationToken);
            await Task.Delay(Look, cancellationToken);
        }
    }

    /// <summary>Events of all tickets so far; 0 while the database is away.</summary>
    public Task<int> EventsAsync(CancellationToken cancellationToken) => ReadAsync(db => db.TicketEvents.CountAsync(cancellationToken));

    /// <summary>Sends until the broker confirms.</summary>
    public async Task SendAsync<T>(string queue, T message, CancellationToken cancellationToken, Guid? messageId = null) where T : class
    {
        while (true)
        {
            using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limited.CancelAfter(Confirmation);
            try
            {
                var endpoint = await bus.GetSendEndpoint(new Uri($"queue:{prefix}-{queue}"));
                await endpoint.Send(message, context => context.MessageId = messageId ?? NewId.NextGuid(), limited.Token);
                return;
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested)
            {
                await Task.Delay(Look, cancellationToken);
            }
        }
    }

    private async Task AnswerAsync(Guid ticket, TicketState state, CancellationToken cancellationToken)
    {
        var answers = new List<RecordOutcome>();
        if (state != TicketState.Accepted && _accepts.TryAdd(ticket, Guid.CreateVersion7()))
            answers.Add(Outcome(ticket, _accepts[ticket], OutcomeAction.Accept));
        if ((state == TicketState.Accepted || disorder.IsShuffled) && _resolves.TryAdd(ticket, Guid.CreateVersion7()))
            answers.Insert(0, Outcome(ticket, _resolves[ticket], OutcomeAction.Resolve));
        for (var copy = 0; copy < disorder.Copies; copy++)
        {
            foreach (var answer in answers)
                await SendAsync("record-outcome", answer, cancellationToken);
        }
    }

    private async Task<T?> ReadAsync<T>(Func<AppDbContext, Task<T>> read)
    {
        try
        {
            await using var db = database.CreateDbContext();
            return await read(db);
        }
        catch (Exception away) when (IsAway(away))
        {
            return default;
        }
    }

    private static bool IsAway(Exception error) => error is NpgsqlException || error.InnerException is NpgsqlException;

    private static RecordOutcome Outcome(Guid ticket, Guid id, OutcomeAction action) => new() { OutcomeId = id, TicketId = ticket, Action = action, By = "ada@company.example" };
}
