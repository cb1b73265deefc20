using System.Security.Claims;
using ExpertRouter.App.Profiles;
using ExpertRouter.App.Routing;
using ExpertRouter.App.Routing.Settings;
using ExpertRouter.App.Routing.Views;
using ExpertRouter.Core.Model;
using ExpertRouter.Core.Tickets;
using ExpertRouter.Web.Auth;
using ExpertRouter.Web.Components.Shared;
using ExpertRouter.Web.Tickets;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace ExpertRouter.Web.Components.Pages.Tickets;

/// <summary>What waits for an expert and what the expert holds. Looks for news every few seconds, so it is live without a reload.</summary>
public sealed partial class InboxPage(
    TicketReader tickets, TicketDesk desk, ColleagueFinder colleagues, OwnListing listing, ViewerReader viewers, PersonClocks clocks, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource _leaving = new();
    private Poll? _poll;
    private StandingGuard? _guard;
    private ClaimsPrincipal _user = new();

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    private Expert? Own { get; set; }

    private IReadOnlyList<InboxEntry>? Entries { get; set; }

    private PersonClock Clock { get; set; } = PersonClock.Utc;

    private string? Done { get; set; }

    private string? Problem { get; set; }

    private DateTimeOffset Now => time.GetUtcNow();

    private IReadOnlyList<InboxEntry> Waiting => [.. (Entries ?? []).Where(entry => entry.Offer is not null)];

    private IReadOnlyList<InboxEntry> Held => [.. (Entries ?? []).Where(entry => entry.Offer is null)];

    private string Summary => (Waiting.Count, Held.Count) switch
    {
        (0, 0) => "Nothing waits for you.",
        (0, var held) => $"Nothing waits for your answer; {Wording.Count(held, "ticket")} in your hands.",
        (1, var held) => $"1 ticket waits for your answer, {held} in your hands.",
        var (waiting, held) => $"{waiting} tickets wait for your answer, {held} in your hands.",
    };

    protected override async Task OnInitializedAsync()
    {
        _user = (await Authentication).User;
        Own = TicketGate.EmailOf(_user) is { } email ? await listing.FindAsync(email, _leaving.Token) : null;
        Clock = await clocks.ReadAsync(TicketGate.EmailOf(_user), _leaving.Token);
        Entries = await ReadAsync(_leaving.Token);
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
            _poll = Poll.Start(Pause, time, cancellation => InvokeAsync(() => LookAsync(cancellation)), DispatchExceptionAsync);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _poll?.Dispose();
        _leaving.Cancel();
        _leaving.Dispose();
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var entries = await ReadAsync(cancellationToken);
        if (Marks(entries).SequenceEqual(Marks(Entries ?? [])))
            return;
        Entries = entries;
        StateHasChanged();
    }

    private async Task<IReadOnlyList<InboxEntry>> ReadAsync(CancellationToken cancellationToken)
    {
        if (Own is null)
            return [];
        var viewer = await viewers.ReadAsync(_user, cancellationToken);
        return [.. (await tickets.InboxAsync(Own.Id, cancellationToken)).Where(entry => viewer.MayOpen(entry.Ticket.VisibilityGroups))];
    }

    private async Task<string?> AnswerAsync(InboxAnswer answer)
    {
        (Done, Problem) = (null, null);
        if (_guard is null || !await _guard.CheckAsync(_leaving.Token))
            return "You may no longer do this.";
        var (ticket, cancellation) = (answer.Ticket, _leaving.Token);
        var me = TicketPerson.Expert(Own!.Id, TicketGate.EmailOf(_user));
        var colleague = answer.Act == InboxAct.HandOver ? await colleagues.FindAsync(answer.Colleague, ticket, cancellation) : null;
        if (colleague is { Problem: { } unclear })
            return unclear;
        var refused = await desk.MoveAsync(
            ticket.Id,
            moves => answer.Act switch
            {
                InboxAct.Accept => moves.AcceptAsync(ticket.Id, me, cancellation),
                InboxAct.Decline => moves.DeclineAsync(ticket.Id, me, answer.Text, cancellation),
                InboxAct.HandOver => moves.HandOverAsync(ticket.Id, me, colleague!.ExpertId!.Value, answer.Text, cancellation),
                InboxAct.NotMyArea => moves.NotMyAreaAsync(ticket.Id, me, cancellation),
                InboxAct.Resolve => moves.ResolveAsync(ticket.Id, me, answer.Text, cancellation),
                _ => moves.GiveBackAsync(ticket.Id, me, answer.Text, cancellation),
            },
            cancellation);
        Done = refused is null ? Said(answer, colleague) : null;
        Problem = refused is null ? null : $"{ticket.Title}: {refused}";
        Entries = await ReadAsync(cancellation);
        StateHasChanged();
        return refused;
    }

    private static string Said(InboxAnswer answer, NamedColleague? colleague) => answer.Act switch
    {
        InboxAct.Accept => $"“{answer.Ticket.Title}” is in your hands now.",
        InboxAct.Decline => $"You declined “{answer.Ticket.Title}”; somebody else is looked for.",
        InboxAct.HandOver => $"{colleague!.Name} is asked to take “{answer.Ticket.Title}”.",
        InboxAct.NotMyArea => $"You declined “{answer.Ticket.Title}”. Tickets that name the same areas no longer come to you; take that back in your profile.",
        InboxAct.Resolve => $"“{answer.Ticket.Title}” is resolved. Thank you.",
        _ => $"You gave “{answer.Ticket.Title}” back; somebody else is looked for.",
    };

    private static IEnumerable<(Guid, int, int)> Marks(IReadOnlyList<InboxEntry> entries) =>
        entries.Select(entry => (entry.Ticket.Id, entry.Ticket.Version, entry.Offer?.EventNumber ?? 0));
}
