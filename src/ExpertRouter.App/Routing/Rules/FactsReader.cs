using ExpertRouter.App.Finding;
using ExpertRouter.Core.Model;
using ExpertRouter.Core.Tickets;
using ExpertRouter.Data;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Routing.Rules;

/// <summary>Reads what the hard rules need, as the store has it now: a change of settings counts at once. Thread-safe.</summary>
public sealed class FactsReader(IDbContextFactory<AppDbContext> contexts, ExpertDirectory directory, FindingCatalog catalog, OpenFacts open, TimeProvider time)
{
    /// <summary>How far back <see cref="CandidateFacts.AskedLately"/> counts.</summary>
    public static readonly TimeSpan Lately = TimeSpan.FromDays(90);

    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    private readonly FactsQueries _queries = new();

    /// <summary>Facts about a ticket and about experts, in the order of <paramref name="experts"/>.</summary>
    /// <param name="ticket">The ticket; need not be stored.</param>
    /// <param name="status">Its status.</param>
    /// <param name="experts">Canonical experts.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<(TicketFacts Ticket, IReadOnlyList<CandidateFacts> Experts)> ReadAsync(
        Ticket ticket, TicketStatus status, IReadOnlyList<long> experts, CancellationToken cancellationToken)
    {
        var (about, people) = await PrepareAsync(ticket, status, experts, cancellationToken);
        var loads = await LoadsAsync(experts, cancellationToken);
        return (about, [.. people.Select(loads.Of)]);
    }

    /// <summary>The same but for what decisions change: loads and recent offers are 0.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public async Task<(TicketFacts Ticket, IReadOnlyList<CandidateFacts> Experts)> PrepareAsync(
        Ticket ticket, TicketStatus status, IReadOnlyList<long> experts, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var content = await catalog.GetAsync(cancellationToken);
        await db.Database.OpenConnectionAsync(cancellationToken);
        long[] ids = [.. experts];
        var rows = await _queries.Experts(db, ids).ToListAsync(cancellationToken);
        var settings = await _queries.Settings(db, ids).ToDictionaryAsync(row => row.ExpertId, comparer: null, cancellationToken);
        var conflicts = (await _queries.Conflicts(db, ids).ToListAsync(cancellationToken)).ToLookup(row => row.ExpertId);
        var groups = ticket.VisibilityGroups.Length == 0 ? [] : await db.VisibilityGroups.AsNoTracking()
            .Where(group => ticket.VisibilityGroups.Contains(group.Id)).ToListAsync(cancellationToken);
        var missing = await MissingSkillsAsync(ticket, content, rows, cancellationToken);
        var own = rows.ToLookup(row => row.CanonicalId);
        var facts = new TicketFacts(
            ticket, status, await TeamAsync(db, ticket, conflicts, cancellationToken),
            [.. content.AreasIn($"{ticket.Title}\n{string.Join('\n', ticket.Tags)}\n{ticket.Body}").Select(area => area.Id)]);
        return (facts, [.. ids.Select(id => Facts(id, own[id].ToList()))]);

        CandidateFacts Facts(long id, List<FactsQueries.Expert> of)
        {
            string[] emails = [.. of.Select(row => row.Email).OfType<string>().Distinct()];
            var canonical = of.Find(row => row.Id == id);
            return new CandidateFacts
            {
                ExpertId = id,
                IsListed = canonical is not null && directory.IsRankable(id),
                Emails = emails,
                Groups = groups.Where(group => group.Members.Intersect(emails).Any()).Select(group => group.Id).ToHashSet(),
                IsAway = canonical?.Availability == Availability.Away,
                TimeZone = canonical?.TimeZone,
                Capacity = canonical?.Capacity,
                Cost = canonical?.Cost,
                Settings = settings.GetValueOrDefault(id),
                Conflicts = [.. conflicts[id]],
                MissingSkills = missing(id),
            };
        }
    }

    /// <summary>Loads and recent offers as they are now.</summary>
    public async Task<CurrentLoads> LoadsAsync(IEnumerable<long> experts, CancellationToken cancellationToken)
    {
        long[] ids = [.. experts.Distinct()];
        var (week, lately) = (time.GetUtcNow() - Week, time.GetUtcNow() - Lately);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.Database.OpenConnectionAsync(cancellationToken);
        var counts = await _queries.Offered(db, ids, week, lately)
            .ToDictionaryAsync(offered => offered.ExpertId, offered => new CurrentLoads.Counts(offered.Waiting, offered.Recent, offered.ByRouter), comparer: null, cancellationToken);
        await foreach (var holder in _queries.Held(db, ids).WithCancellation(cancellationToken))
        {
            var known = counts.GetValueOrDefault(holder.ExpertId);
            counts[holder.ExpertId] = known with { Load = known.Load + holder.Count };
        }
        return new CurrentLoads(counts);
    }

    private static async Task<string?> TeamAsync(
        AppDbContext db, Ticket ticket, ILookup<long, ConflictOfInterest> conflicts, CancellationToken cancellationToken) =>
        conflicts.SelectMany(own => own).Any(conflict => conflict.Kind == ConflictKind.Team)
            ? await db.Experts.Where(expert => expert.Email == ticket.RequesterEmail && expert.Team != null).Select(expert => expert.Team).FirstOrDefaultAsync(cancellationToken)
            : null;

    /// <summary>Somebody has a skill who declares it, or on one of whose documents that everybody may open it stands.</summary>
    private async Task<Func<long, IReadOnlyList<string>>> MissingSkillsAsync(
        Ticket ticket, FindingCatalog.Content content, IReadOnlyList<FactsQueries.Expert> rows, CancellationToken cancellationToken)
    {
        if (ticket.RequiredSkills.Length == 0)
            return _ => [];
        var known = await open.GetAsync(cancellationToken);
        var declared = rows.SelectMany(row => row.DeclaredAreas.Select(area => (row.CanonicalId, area)))
            .ToLookup(entry => entry.CanonicalId, entry => entry.area);
        var skills = ticket.RequiredSkills.Select(skill => (Name: skill, Tags: TagsOf(content, skill))).ToList();
        return id => [.. skills
            .Where(skill => known.Of(id, [skill.Tags], default).SharedTags == 0 && !declared[id].Intersect(skill.Tags, StringComparer.OrdinalIgnoreCase).Any())
            .Select(skill => skill.Name)];
    }

    private static IReadOnlyList<string> TagsOf(FindingCatalog.Content content, string skill) =>
        content.AreaOfTag(skill.ToLowerInvariant()) is { } area ? [area.Name, .. area.Synonyms] : [skill.ToLowerInvariant()];
}
