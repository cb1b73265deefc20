using System.Security.Claims;
using ExpertRouter.Core.Retrieval;
using ExpertRouter.Data;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.Web.Auth;

/// <summary>
/// Says what a signed-in person may see: the visibility groups that list their e-mail. No role opens anything by itself,
/// an administrator's neither: who runs the machine need not read every project. Read anew on every request, so that
/// leaving a group takes effect at once.
/// </summary>
public sealed class ViewerReader(IDbContextFactory<AppDbContext> contexts)
{
    /// <summary>The viewer behind <paramref name="user"/>; a guest sees public documents.</summary>
    public async Task<Viewer> ReadAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var email = user.FindFirstValue(ClaimTypes.Email)?.ToLowerInvariant();
        if (user.Identity?.IsAuthenticated != true || string.IsNullOrEmpty(email))
            return Viewer.Public;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var groups = await db.VisibilityGroups.AsNoTracking()
            .Where(group => group.Members.Contains(email))
            .Select(group => group.Id)
            .ToListAsync(cancellationToken);
        return groups.Count == 0 ? Viewer.Public : new Viewer(groups.ToHashSet(StringComparer.Ordinal));
    }
}
