using ExpertRouter.App.Ingestion.Identity;
using ExpertRouter.App.Ingestion.Records;
using ExpertRouter.App.Ingestion.Text;
using ExpertRouter.Core.Model;
using ExpertRouter.Data;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Ingestion.Storing;

/// <summary>Writes knowledge areas and visibility groups, which all sources share.</summary>
internal sealed class SharedRows(AppDbContext db, Source source, BatchOutcome outcome)
{
    public async Task StoreAsync(IReadOnlyList<AreaItem> areas, IReadOnlyList<GroupItem> groups, CancellationToken cancellationToken)
    {
        if (areas.Count > 0)
            await StoreAreasAsync(areas, cancellationToken);
        if (groups.Count > 0)
            await StoreGroupsAsync(groups, cancellationToken);
    }

    /// <summary>Synonyms of several sources add up; the latest description counts.</summary>
    private async Task StoreAreasAsync(IReadOnlyList<AreaItem> areas, CancellationToken cancellationToken)
    {
        var names = areas.Select(item => Fold(item.Area.Name)).Distinct().ToList();
        var rows = await db.KnowledgeAreas.Where(area => EF.Parameter(names).Contains(area.Name)).ToDictionaryAsync(area => area.Name, cancellationToken);
        foreach (var item in areas)
        {
            var name = Fold(item.Area.Name);
            if (name.Length is 0 or > 200)
            {
                outcome.Reject(item.Position, name.Length == 0 ? "field 'name' is missing or empty" : "field 'name' is longer than 200 characters", Excerpt.Of(item.Area.Name));
                continue;
            }
            var isNew = !rows.TryGetValue(name, out var row);
            if (row is null)
            {
                rows[name] = row = new KnowledgeArea { Name = name };
                db.KnowledgeAreas.Add(row);
            }
            var synonyms = row.Synonyms.Union(RecordValidator.FoldTags(item.Area.Synonyms)).Where(synonym => synonym != name).ToArray();
            var description = TextCleaner.CleanOptional(item.Area.Description) ?? row.Description;
            if (isNew)
                outcome.New++;
            else if (synonyms.Length != row.Synonyms.Length || description != row.Description)
                outcome.Changed++;
            else
                outcome.Unchanged++;
            row.Synonyms = synonyms;
            row.Description = description;
        }
    }

    private async Task StoreGroupsAsync(IReadOnlyList<GroupItem> groups, CancellationToken cancellationToken)
    {
        var ids = groups.Select(item => item.Group.Id).Distinct().ToList();
        var rows = await db.VisibilityGroups.Where(group => EF.Parameter(ids).Contains(group.Id)).ToDictionaryAsync(group => group.Id, cancellationToken);
        foreach (var item in groups)
        {
            var members = await MembersAsync(item.Group.Members, cancellationToken);
            if (!rows.TryGetValue(item.Group.Id, out var row))
            {
                rows[item.Group.Id] = row = new VisibilityGroup { Id = item.Group.Id, Name = item.Group.Name, Members = members };
                db.VisibilityGroups.Add(row);
                outcome.New++;
            }
            else if (row.Name != item.Group.Name || !row.Members.SequenceEqual(members))
            {
                (row.Name, row.Members) = (item.Group.Name, members);
                outcome.Changed++;
            }
            else
            {
                outcome.Unchanged++;
            }
        }
    }

    /// <summary>Puts e-mails in the place of members' ids whose people came later in the source; returns the ids still unknown.</summary>
    public async Task<IReadOnlyList<string>> ResolveMembersAsync(CancellationToken cancellationToken)
    {
        var unknown = new List<string>();
        foreach (var row in await db.VisibilityGroups.ToListAsync(cancellationToken))
        {
            if (row.Members.All(member => NameFolding.FoldEmail(member) is not null))
                continue;
            row.Members = await MembersAsync(row.Members, cancellationToken);
            unknown.AddRange(row.Members.Where(member => NameFolding.FoldEmail(member) is null).Select(member => $"group '{row.Id}': member '{member}' has no e-mail in any person of this source, so nobody gets in by it"));
        }
        return unknown;
    }

    /// <summary>Members by e-mail; the ids of people who are still on their way stay ids.</summary>
    private async Task<string[]> MembersAsync(IReadOnlyList<string> stated, CancellationToken cancellationToken)
    {
        var ids = stated.Where(member => NameFolding.FoldEmail(member) is null).ToList();
        var emails = ids.Count == 0 ? [] : await db.Experts.AsNoTracking()
            .Where(expert => expert.SourceId == source.Id && EF.Parameter(ids).Contains(expert.ExternalId) && expert.Email != null)
            .ToDictionaryAsync(expert => expert.ExternalId, expert => expert.Email!, cancellationToken);
        return [.. stated.Select(member => NameFolding.FoldEmail(member) ?? emails.GetValueOrDefault(member, member)).Distinct().Order(StringComparer.Ordinal)];
    }

    private static string Fold(string name) => TextCleaner.Clean(name.Trim()).ToLowerInvariant();
}
