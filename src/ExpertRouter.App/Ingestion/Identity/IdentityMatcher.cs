using ExpertRouter.App.Ingestion.Storing;
using ExpertRouter.Core.Model;
using ExpertRouter.Data;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Ingestion.Identity;

/// <summary>
/// Recognises that rows just written are people already known: by e-mail in all sources, then by full name inside the source
/// group. Never joins what somebody has taken apart. Works inside the caller's transaction.
/// </summary>
internal sealed class IdentityMatcher(AppDbContext db, Source source, DateTimeOffset now)
{
    /// <summary>More rows of one name than this in one source are a common name, not one person's addresses.</summary>
    private const int MaxAddressesPerSource = 4;

    private readonly ExpertLinks _links = new(db, now);
    private readonly Dictionary<long, long> _roots = [];
    private int _count;
    private long _lastChange;

    /// <summary>Matches the rows; returns the number of merges and the last change number.</summary>
    public async Task<(int Count, long LastChange)> MatchAsync(IReadOnlyCollection<PlannedExpert> written, CancellationToken cancellationToken)
    {
        var people = written.Where(expert => expert.Record.Kind == ExpertKind.Person).ToList();
        var byEmail = await ByEmailAsync(people, cancellationToken);
        var byName = await ByNameAsync(people, cancellationToken);
        foreach (var row in byEmail.Concat(byName).SelectMany(group => group))
            _roots[row.Id] = row.MergedIntoId ?? row.Id;
        foreach (var person in people)
        {
            if (!await MatchEmailAsync(person, byEmail, cancellationToken))
                await MatchNameAsync(person, byName, cancellationToken);
        }
        return (_count, _lastChange);
    }

    private async Task<bool> MatchEmailAsync(PlannedExpert person, ILookup<string, Candidate> byEmail, CancellationToken cancellationToken)
    {
        if (person.Record.Email is not { } email)
            return false;
        var candidates = byEmail[email].Where(row => row.Id != person.Id && row.IsServiceAccount == person.IsService).ToList();
        foreach (var candidate in candidates)
            await JoinAsync(person.Id, candidate.Id, "email", email, byName: false, cancellationToken);
        return candidates.Count > 0;
    }

    private async Task MatchNameAsync(PlannedExpert person, ILookup<string, Candidate> byName, CancellationToken cancellationToken)
    {
        if (person.IsService)
            return;
        var name = NameFolding.Fold(person.Record.Name);
        var own = _roots.GetValueOrDefault(person.Id, person.Id);
        var others = byName[name].Where(row => !row.IsServiceAccount && _roots[row.Id] != own).Select(row => _roots[row.Id]).Distinct().ToList();
        if (others.Count == 1)
            await JoinAsync(person.Id, others[0], "name", name, byName: true, cancellationToken);
    }

    private async Task JoinAsync(long person, long other, string rule, string evidence, bool byName, CancellationToken cancellationToken)
    {
        var (first, second) = (_roots.GetValueOrDefault(person, person), _roots.GetValueOrDefault(other, other));
        if (first == second)
            return;
        var a = await _links.ClusterAsync(first, cancellationToken);
        var b = await _links.ClusterAsync(second, cancellationToken);
        if ((byName && AreDistinctAccounts(a, b)) || await _links.WasUndoneAsync(a, b, cancellationToken))
            return;
        var (rootA, rootB) = (a.Single(row => row.Id == first), b.Single(row => row.Id == second));
        var keepA = IsBetterRoot(rootA, rootB);
        var (from, into) = keepA ? (b, rootA) : (a, rootB);
        var (_, last) = await _links.LinkAsync(keepA ? second : first, from, into, rule, evidence, cancellationToken);
        foreach (var row in from)
            _roots[row.Id] = into.Id;
        foreach (var id in _roots.Where(pair => pair.Value == first || pair.Value == second).Select(pair => pair.Key).ToList())
            _roots[id] = into.Id;
        _lastChange = last;
        _count++;
    }

    /// <summary>
    /// Two accounts of one source with one name are two people, unless the source knows people only by their addresses
    /// (commits, packages), of which one person has several.
    /// </summary>
    private static bool AreDistinctAccounts(List<Expert> a, List<Expert> b)
    {
        foreach (var source in a.GroupBy(row => row.SourceId))
        {
            var there = b.Where(row => row.SourceId == source.Key).ToList();
            if (there.Count == 0)
                continue;
            if (source.Concat(there).Any(row => !row.ExternalId.Contains('@', StringComparison.Ordinal)) || source.Count() + there.Count > MaxAddressesPerSource)
                return true;
        }
        return false;
    }

    /// <summary>A row that a source describes shows more than one made from a signature; then the older one.</summary>
    private static bool IsBetterRoot(Expert a, Expert b)
    {
        var (describedA, describedB) = (a.ContentHash.Length > 0, b.ContentHash.Length > 0);
        return describedA == describedB ? a.Id < b.Id : describedA;
    }

    private async Task<ILookup<string, Candidate>> ByEmailAsync(List<PlannedExpert> people, CancellationToken cancellationToken)
    {
        var emails = people.Select(person => person.Record.Email).OfType<string>().Where(email => !IsLocal(email)).Distinct().ToList();
        if (emails.Count == 0)
            return Array.Empty<Candidate>().ToLookup(row => "");
        var rows = await db.Experts.AsNoTracking()
            .Where(expert => expert.Kind == ExpertKind.Person && EF.Parameter(emails).Contains(expert.Email!))
            .OrderBy(expert => expert.Id)
            .Select(expert => new Candidate(expert.Id, expert.Email!, expert.MergedIntoId, expert.IsServiceAccount))
            .ToListAsync(cancellationToken);
        return rows.ToLookup(row => row.Key, StringComparer.Ordinal);
    }

    private async Task<ILookup<string, Candidate>> ByNameAsync(List<PlannedExpert> people, CancellationToken cancellationToken)
    {
        var names = people.Select(person => NameFolding.Fold(person.Record.Name)).Where(name => !WeakNames.IsWeak(name)).Distinct().ToList();
        if (names.Count == 0)
            return Array.Empty<Candidate>().ToLookup(row => "");
        var group = await db.Sources.Where(other => other.Group == source.Group).Select(other => other.Id).ToListAsync(cancellationToken);
        var rows = await db.Experts.AsNoTracking()
            .Where(expert => expert.Kind == ExpertKind.Person && EF.Parameter(names).Contains(expert.NormalizedName) && group.Contains(expert.SourceId))
            .OrderBy(expert => expert.Id)
            .Select(expert => new Candidate(expert.Id, expert.NormalizedName, expert.MergedIntoId, expert.IsServiceAccount))
            .ToListAsync(cancellationToken);
        return rows.ToLookup(row => row.Key, StringComparer.Ordinal);
    }

    /// <summary>Addresses such as root@localhost name a machine's account, not a person.</summary>
    private static bool IsLocal(string email)
    {
        var domain = email[(email.IndexOf('@', StringComparison.Ordinal) + 1)..];
        return !domain.Contains('.', StringComparison.Ordinal) || domain.EndsWith(".local", StringComparison.Ordinal)
            || domain.EndsWith(".localdomain", StringComparison.Ordinal) || domain.EndsWith(".(none)", StringComparison.Ordinal);
    }

    private sealed record Candidate(long Id, string Key, long? MergedIntoId, bool IsServiceAccount);
}
