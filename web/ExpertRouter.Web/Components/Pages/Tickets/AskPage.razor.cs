using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ExpertRouter.App.Routing;
using ExpertRouter.Core.Model;
using ExpertRouter.Core.Tickets;
using ExpertRouter.Data;
using ExpertRouter.Web.Auth;
using ExpertRouter.Web.Tickets;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ExpertRouter.Web.Components.Pages.Tickets;

/// <summary>The form that makes a ticket. Static; works without scripts.</summary>
public sealed partial class AskPage(
    TicketIntake intake, NamedAsk named, TicketRouter router, ViewerReader viewers, IDbContextFactory<AppDbContext> contexts, NavigationManager navigation,
    IOptions<RoutingOptions> options)
{
    [CascadingParameter] private HttpContext Http { get; set; } = default!;

    [SupplyParameterFromForm(FormName = "ask")] private AskInput Input { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "q")] private string? Text { get; set; }

    [SupplyParameterFromQuery(Name = "to")] private string? To { get; set; }

    private int LongestText => options.Value.LongestText;

    private string? Problem { get; set; }

    private Expert? Person { get; set; }

    private string PersonId => Person!.Id.ToString(CultureInfo.InvariantCulture);

    private IReadOnlyList<VisibilityGroup> Groups { get; set; } = [];

    protected override async Task OnInitializedAsync()
    {
        Input ??= new AskInput { Key = Guid.CreateVersion7(), Title = Text?.Trim() ?? "", To = To ?? AskInput.Best };
        var viewer = await viewers.ReadAsync(Http.User, Http.RequestAborted);
        await using var db = await contexts.CreateDbContextAsync(Http.RequestAborted);
        if ((long.TryParse(Input.To, CultureInfo.InvariantCulture, out var id) || long.TryParse(To, CultureInfo.InvariantCulture, out id)))
        {
            Person = await db.Experts.AsNoTracking()
                .SingleOrDefaultAsync(row => row.Id == id && row.Kind == ExpertKind.Person && row.MergedIntoId == null && !row.IsHidden && !row.IsServiceAccount, Http.RequestAborted);
        }
        if (Input.To != AskInput.Triage && (Person is null || Input.To != PersonId))
            Input.To = AskInput.Best;
        var own = viewer.Groups.ToList();
        Groups = own.Count == 0 ? [] : await db.VisibilityGroups.AsNoTracking().Where(group => own.Contains(group.Id)).OrderBy(group => group.Name).ToListAsync(Http.RequestAborted);
    }

    private async Task SubmitAsync()
    {
        try
        {
            var id = await SubmitAsync(TicketGate.EmailOf(Http.User) ?? "", Http.RequestAborted);
            if (id is not null)
                navigation.NavigateTo($"/tickets/{id}");
        }
        catch (TicketRejectedException rejected)
        {
            Problem = rejected.Message;
        }
    }

    private async Task<Guid?> SubmitAsync(string email, CancellationToken cancellationToken)
    {
        if (Input.Group is { Length: > 0 } group && Groups.All(own => own.Id != group))
            throw new TicketRejectedException(TicketProblem.UnknownGroup, "You do not belong to that group. Choose another one; nothing was sent.");
        var submission = new TicketSubmission
        {
            Origin = "portal", ExternalId = KeyOf(Input), Title = Input.Title, Text = Input.Text, RequesterEmail = email,
            VisibilityGroups = string.IsNullOrEmpty(Input.Group) ? [] : [Input.Group],
        };
        var person = Person is not null && Input.To == PersonId ? Person : null;
        if (person is not null && await named.CheckAsync(intake.ToTicket(submission), person.Id, cancellationToken) is { } exclusion)
        {
            Problem = $"{person.Name} cannot be asked now: {exclusion.Reason}. Nothing was sent. Choose who fits best, or the triage group.";
            return null;
        }
        if (person is not null)
            return (await named.SubmitAsync(submission, person.Id, cancellationToken)).TicketId;
        var first = Input.To == AskInput.Triage ? new TicketMove { Kind = TicketMoveKind.Escalate, Reason = "Chosen by who asked." } : null;
        var receipt = await intake.SubmitAsync(submission, first, cancellationToken);
        if (receipt.IsNew && first is null)
            await router.RouteAsync(receipt.TicketId, cancellationToken);
        return receipt.TicketId;
    }

    // The same form sent twice is one ticket; sent again with another text it is another ticket.
    private static string KeyOf(AskInput input) =>
        $"{input.Key:N}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{input.Title}\n{input.Text}\n{input.Group}")).AsSpan(0, 8))}";
}
