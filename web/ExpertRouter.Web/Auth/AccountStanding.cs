using System.Security.Claims;
using ExpertRouter.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ExpertRouter.Web.Auth;

/// <summary>
/// Whether an account may still do what it could when it signed in. A live page outlasts requests, so that closing an account or
/// taking a role away would otherwise not reach it. Thread-safe.
/// </summary>
public sealed class AccountStanding(IDbContextFactory<AppDbContext> contexts, IAuthorizationService authorization, IOptions<IdentityOptions> identity)
{
    /// <summary>Whether the account exists, has not been closed or changed since it signed in, and satisfies a policy with the roles it has now.</summary>
    public async Task<bool> HoldsAsync(ClaimsPrincipal user, string policy, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id))
            return false;
        var stamp = user.FindFirstValue(identity.Value.ClaimsIdentity.SecurityStampClaimType);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (!await db.Users.AnyAsync(account => account.Id == id && account.SecurityStamp == stamp, cancellationToken))
            return false;
        var roles = await db.UserRoles.Where(link => link.UserId == id)
            .Join(db.Roles, link => link.RoleId, role => role.Id, (_, role) => role.Name)
            .ToListAsync(cancellationToken);
        var now = new ClaimsPrincipal(new ClaimsIdentity(roles.OfType<string>().Select(role => new Claim(ClaimTypes.Role, role)), nameof(AccountStanding)));
        return (await authorization.AuthorizeAsync(now, resource: null, policy)).Succeeded;
    }
}
