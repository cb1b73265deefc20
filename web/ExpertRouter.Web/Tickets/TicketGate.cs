using System.Security.Claims;
using ExpertRouter.App.Finding;
using ExpertRouter.App.Profiles;
using ExpertRouter.App.Routing.Views;
using ExpertRouter.Core.Tickets;
using ExpertRouter.Web.Auth;
using Microsoft.AspNetCore.Authorization;

namespace ExpertRouter.Web.Tickets;

/// <summary>
/// Who may see a ticket: who asked, who is asked or holds it, and dispatchers; the last two only if a visibility group of the ticket
/// lists them, because no role opens anything by itself. For all others the ticket does not exist. Read anew each time. Thread-safe.
/// </summary>
public sealed class TicketGate(
    TicketReader tickets, ViewerReader viewers, OwnListing listing, ExpertDirectory directory, IAuthorizationService authorization)
{
    /// <summary>The ticket; null when there is none or it is not for this person.</summary>
    public async Task<TicketSight?> OpenAsync(Guid ticketId, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (EmailOf(user) is not { } email || await tickets.GetAsync(ticketId, cancellationToken) is not { } view)
            return null;
        var isRequester = email == view.Ticket.RequesterEmail;
        if (!isRequester && !(await viewers.ReadAsync(user, cancellationToken)).MayOpen(view.Ticket.VisibilityGroups))
            return null;
        var isDispatcher = await IsDispatcherAsync(user);
        var own = await listing.FindAsync(email, cancellationToken);
        var concerned = own is not null && IsConcerned(view, own.Id) ? own.Id : default(long?);
        return isRequester || isDispatcher || concerned is not null ? new TicketSight(view, isRequester, isDispatcher, concerned) : null;
    }

    /// <summary>Whether somebody watches the flow.</summary>
    public async Task<bool> IsDispatcherAsync(ClaimsPrincipal user) =>
        (await authorization.AuthorizeAsync(user, resource: null, Policies.CanDispatch)).Succeeded;

    /// <summary>E-mail of a signed-in person, lower case.</summary>
    public static string? EmailOf(ClaimsPrincipal user) =>
        user.Identity?.IsAuthenticated == true ? user.FindFirstValue(ClaimTypes.Email)?.ToLowerInvariant() : null;

    private bool IsConcerned(TicketView view, long expert) =>
        (view.Ticket.HolderId is { } holder && directory.Resolve(holder) == expert)
        || view.Offers.Any(offer => offer.Answer == OfferAnswer.Waiting && directory.Resolve(offer.ExpertId) == expert);
}
