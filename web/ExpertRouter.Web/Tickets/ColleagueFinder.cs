using ExpertRouter.App.Ingestion.Identity;
using ExpertRouter.Core.Model;
using ExpertRouter.Core.Retrieval;
using ExpertRouter.Core.Tickets;
using ExpertRouter.Data;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.Web.Tickets;

/// <summary>Finds the colleague to whom a ticket goes, by name or e-mail, if the colleague may read the ticket. Thread-safe.</summary>
public sealed class ColleagueFinder(IDbContextFactory<AppDbContext> contexts)
{
    /// <summary>The colleague.</summary>
    public async Task<NamedColleague> FindAsync(string? typed, Ticket ticket, CancellationToken cancellationToken)
    {
        var text = typed?.Trim() ?? "";
        if (text.Length == 0)
            return new NamedColleague(null, "", "Name a colleague, or give the e-mail.");
        var (email, folded) = (text.ToLowerInvariant(), NameFolding.Fold(text));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await db.Experts.AsNoTracking()
            .Where(row => row.Kind == ExpertKind.Person && row.MergedIntoId == null && !row.IsHidden && !row.IsServiceAccount)
            .Where(row => row.Email == email || (folded != "" && row.NormalizedName == folded))
            .Take(2).ToListAsync(cancellationToken);
        return found switch
        {
            [] => new NamedColleague(null, text, $"Nobody called “{text}” is listed here. Choose one of the suggestions, or give the e-mail."),
            [var one] => await CheckAsync(db, one, ticket, cancellationToken),
            _ => new NamedColleague(null, text, $"More than one person is called “{text}”. Give the e-mail."),
        };
    }

    private static async Task<NamedColleague> CheckAsync(AppDbContext db, Expert expert, Ticket ticket, CancellationToken cancellationToken)
    {
        var email = expert.Email ?? "";
        var groups = ticket.VisibilityGroups.Length == 0 ? [] : await db.VisibilityGroups.AsNoTracking()
            .Where(group => group.Members.Contains(email)).Select(group => group.Id).ToListAsync(cancellationToken);
        return new Viewer(groups.ToHashSet(StringComparer.Ordinal)).MayOpen(ticket.VisibilityGroups)
            ? new NamedColleague(expert.Id, expert.Name, null)
            : new NamedColleague(null, expert.Name, $"{expert.Name} may not read this ticket.");
    }
}
