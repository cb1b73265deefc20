using ExpertRouter.App.Ingestion.Identity;
using ExpertRouter.Data;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Profiles;

/// <summary>Offers areas and experts while somebody types. Only names and declared areas, never a word of a document. Thread-safe.</summary>
public sealed class SuggestionReader(IDbContextFactory<AppDbContext> contexts)
{
    /// <summary>Suggestions of each kind.</summary>
    public const int Limit = 5;

    /// <summary>What has a word that begins like <paramref name="text"/>; nothing below two characters.</summary>
    public async Task<Suggestions> SuggestAsync(string text, CancellationToken cancellationToken)
    {
        var folded = NameFolding.Fold(text);
        if (folded.Length < 2)
            return new Suggestions([], []);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var areas = await db.KnowledgeAreas.AsNoTracking().ToListAsync(cancellationToken);
        var experts = await db.Experts.AsNoTracking()
            .Where(row => row.MergedIntoId == null && !row.IsHidden && !row.IsServiceAccount)
            .Where(row => row.NormalizedName.StartsWith(folded) || row.NormalizedName.Contains(" " + folded))
            .OrderBy(row => row.NormalizedName).ThenBy(row => row.Id)
            .Take(Limit)
            .Select(row => new SuggestedExpert(row.Id, row.Name, row.Kind, row.Team))
            .ToListAsync(cancellationToken);
        return new Suggestions(
            [
                .. areas.Select(area => (Area: area, Rank: area.Synonyms.Prepend(area.Name).Min(name => Rank(name, folded))))
                    .Where(entry => entry.Rank < int.MaxValue)
                    .OrderBy(entry => entry.Rank).ThenBy(entry => entry.Area.Name, StringComparer.Ordinal)
                    .Take(Limit)
                    .Select(entry => new SuggestedArea(entry.Area.Name, entry.Area.Description)),
            ],
            experts);
    }

    private static int Rank(string name, string prefix)
    {
        var folded = NameFolding.Fold(name);
        return folded.StartsWith(prefix, StringComparison.Ordinal) ? 0
            : folded.Contains(" " + prefix, StringComparison.Ordinal) ? 1
            : int.MaxValue;
    }
}
