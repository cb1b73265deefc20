using ExpertRouter.App.Routing;
using ExpertRouter.App.Routing.Settings;
using ExpertRouter.App.Routing.Views;
using ExpertRouter.Core.Tickets;
using ExpertRouter.Web.Tickets;
using Microsoft.AspNetCore.Components;

namespace ExpertRouter.Web.Components.Pages.Tickets;

/// <summary>A ticket, for those whom it concerns; for all others it does not exist. Who asked can rate, open again and withdraw.</summary>
public sealed partial class TicketPage(TicketGate gate, TicketReader tickets, TicketDesk desk, PersonClocks clocks, NavigationManager navigation, TimeProvider time)
{
    /// <summary>The ticket.</summary>
    [Parameter] public Guid Id { get; set; }

    [CascadingParameter] private HttpContext Http { get; set; } = default!;

    [SupplyParameterFromForm(FormName = "rate")] private RateInput Rate { get; set; } = default!;

    [SupplyParameterFromForm(FormName = "reopen")] private WordInput Reopen { get; set; } = default!;

    [SupplyParameterFromForm(FormName = "withdraw")] private WordInput Withdraw { get; set; } = default!;

    private TimeProvider Time => time;

    private TicketSight? Sight { get; set; }

    private TicketPeople People { get; set; } = TicketPeople.Nobody;

    private PersonClock Clock { get; set; } = PersonClock.Utc;

    private string? Problem { get; set; }

    private int? Rating => Sight?.View.History.LastOrDefault(entry => entry.Kind is TicketMoveKind.Rate or TicketMoveKind.Reopen)?.Rating;

    protected override async Task OnInitializedAsync()
    {
        Rate ??= new RateInput();
        Reopen ??= new WordInput();
        Withdraw ??= new WordInput();
        Clock = await clocks.ReadAsync(TicketGate.EmailOf(Http.User), Http.RequestAborted);
        await LoadAsync();
        if (Sight is null)
            navigation.NotFound();
    }

    private async Task LoadAsync()
    {
        Sight = await gate.OpenAsync(Id, Http.User, Http.RequestAborted);
        if (Sight is not null)
            People = (await tickets.PeopleAsync([Sight.View.Ticket], Http.RequestAborted)).GetValueOrDefault(Id) ?? TicketPeople.Nobody;
    }

    private Task RateAsync() => MoveAsync((moves, requester) => moves.RateAsync(Id, requester, Rate.Value, Word(Rate.Comment), Http.RequestAborted));

    private Task ReopenAsync() => MoveAsync((moves, requester) => moves.ReopenAsync(Id, requester, Word(Reopen.Text), Http.RequestAborted));

    private Task WithdrawAsync() => MoveAsync((moves, requester) => moves.WithdrawAsync(Id, requester, Word(Withdraw.Text), Http.RequestAborted));

    private async Task MoveAsync(Func<OutcomeRecorder, TicketPerson, Task<TicketStatus>> move)
    {
        if (Sight is not { IsRequester: true } || TicketGate.EmailOf(Http.User) is not { } email)
            return;
        Problem = await desk.MoveAsync(Id, moves => move(moves, TicketPerson.Requester(email)), Http.RequestAborted);
        if (Problem is null)
            navigation.NavigateTo($"/tickets/{Id}");
        else
            await LoadAsync();
    }

    private static string? Word(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim()[..Math.Min(text.Trim().Length, 500)];

    private sealed class RateInput
    {
        public int Value { get; set; }

        public string? Comment { get; set; }
    }

    private sealed class WordInput
    {
        public string? Text { get; set; }
    }
}
