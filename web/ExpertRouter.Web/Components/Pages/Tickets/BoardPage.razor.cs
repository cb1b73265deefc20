using System.Security.Claims;
using ExpertRouter.App.Routing;
using ExpertRouter.App.Routing.Settings;
using ExpertRouter.App.Routing.Views;
using ExpertRouter.Core.Tickets;
using ExpertRouter.Web.Auth;
using ExpertRouter.Web.Components.Shared;
using ExpertRouter.Web.Tickets;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace ExpertRouter.Web.Components.Pages.Tickets;

/// <summary>
/// All open tickets by where they stand, and the load per team, for dispatchers. Live like the inbox. Restricted tickets are counted
/// and not shown to dispatchers outside their group.
/// </summary>
public sealed partial class BoardPage(
    TicketReader tickets, TicketDesk desk, ColleagueFinder colleagues, ViewerReader viewers, PersonClocks clocks, RoutingStatus routing, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource _leaving = new();
    private Poll? _poll;
    private StandingGuard? _guard;
    private ClaimsPrincipal _user = new();

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    private BoardView? Board { get; set; }

    private IReadOnlyDictionary<Guid, TicketPeople> People { get; set; } = new Dictionary<Guid, TicketPeople>();

    private PersonClock Clock { get; set; } = PersonClock.Utc;

    private int Hidden { get; set; }

    /// <summary>Read once: it changes slowly and looks far back.</summary>
    private IReadOnlyList<string> Status { get; set; } = [];

    private string? Done { get; set; }

    private string? Problem { get; set; }

    private DateTimeOffset Now => time.GetUtcNow();

    private IEnumerable<(string Title, IReadOnlyList<Ticket> List, string Empty)> Columns =>
    [
        ("Waiting", Board!.Waiting, "Nothing waits for a decision."),
        ("Offered", Board.Offered, "Nobody is asked at the moment."),
        ("In work", Board.InWork, "Nobody works on a ticket."),
        ("Stuck", Board.Stuck, "Nothing is stuck."),
    ];

    protected override async Task OnInitializedAsync()
    {
        _user = (await Authentication).User;
        Clock = await clocks.ReadAsync(TicketGate.EmailOf(_user), _leaving.Token);
        Status = await routing.DescribeAsync(_leaving.Token);
        await LoadAsync(_leaving.Token);
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
        var before = Marks();
        await LoadAsync(cancellationToken);
        if (!before.SequenceEqual(Marks()))
            StateHasChanged();
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var all = await tickets.BoardAsync(cancellationToken);
        var viewer = await viewers.ReadAsync(_user, cancellationToken);
        var hidden = 0;
        var shown = all with { Waiting = Open(all.Waiting), Offered = Open(all.Offered), InWork = Open(all.InWork), Stuck = Open(all.Stuck) };
        People = await tickets.PeopleAsync([.. shown.Waiting, .. shown.Offered, .. shown.InWork, .. shown.Stuck], cancellationToken);
        (Board, Hidden) = (shown, hidden);

        IReadOnlyList<Ticket> Open(IReadOnlyList<Ticket> list)
        {
            List<Ticket> open = [.. list.Where(ticket => viewer.MayOpen(ticket.VisibilityGroups))];
            hidden += list.Count - open.Count;
            return open;
        }
    }

    private TicketPeople PeopleOf(Ticket ticket) => People.GetValueOrDefault(ticket.Id) ?? TicketPeople.Nobody;

    private async Task<string?> AnswerAsync(BoardAnswer answer)
    {
        (Done, Problem) = (null, null);
        if (_guard is null || !await _guard.CheckAsync(_leaving.Token))
            return "You may no longer do this.";
        var (ticket, cancellation) = (answer.Ticket, _leaving.Token);
        var me = TicketPerson.Dispatcher(TicketGate.EmailOf(_user) ?? "");
        var colleague = answer.Act == BoardAct.Reassign ? await colleagues.FindAsync(answer.Colleague, ticket, cancellation) : null;
        if (colleague is { Problem: { } unclear })
            return unclear;
        var refused = await desk.MoveAsync(
            ticket.Id,
            moves => answer.Act switch
            {
                BoardAct.Reassign => moves.ReassignAsync(ticket.Id, me, colleague!.ExpertId!.Value, answer.Text, cancellation),
                BoardAct.RouteAgain => moves.RouteAgainAsync(ticket.Id, me, answer.Text, cancellation),
                BoardAct.Escalate => moves.EscalateAsync(ticket.Id, me, answer.Text, cancellation),
                _ => moves.ResolveAsync(ticket.Id, me, answer.Text, cancellation),
            },
            cancellation);
        await LoadAsync(cancellation);
        Done = refused is null ? Said(answer, colleague) : null;
        Problem = refused is null ? null : $"{ticket.Title}: {refused}";
        StateHasChanged();
        return refused;
    }

    private static string Said(BoardAnswer answer, NamedColleague? colleague) => answer.Act switch
    {
        BoardAct.Reassign => $"{colleague!.Name} is asked to take “{answer.Ticket.Title}”.",
        BoardAct.RouteAgain => $"“{answer.Ticket.Title}” was sent round again.",
        BoardAct.Escalate => $"“{answer.Ticket.Title}” stands with the stuck ones now.",
        _ => $"“{answer.Ticket.Title}” is resolved.",
    };

    private List<(Guid, int)> Marks() => Board is null ? [] :
        [.. Board.Waiting.Concat(Board.Offered).Concat(Board.InWork).Concat(Board.Stuck).Select(ticket => (ticket.Id, ticket.Version))];
}
