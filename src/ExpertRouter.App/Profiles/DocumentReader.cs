using ExpertRouter.Core.Model;
using ExpertRouter.Core.Retrieval;
using ExpertRouter.Data;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Profiles;

/// <summary>Reads documents for their readers. A document that the viewer may not open does not exist for the viewer. Thread-safe.</summary>
public sealed class DocumentReader(IDbContextFactory<AppDbContext> contexts)
{
    /// <summary>The document with its people and its thread, or null.</summary>
    public async Task<DocumentView?> ReadAsync(long documentId, Viewer viewer, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var open = db.Documents.AsNoTracking().OpenTo(viewer);
        var document = await open.Include(row => row.Authorships).SingleOrDefaultAsync(row => row.Id == documentId, cancellationToken);
        if (document is null)
            return null;
        var source = await db.Sources.Where(row => row.Id == document.SourceId).Select(row => row.Name).SingleAsync(cancellationToken);
        var question = document.ParentExternalId is { } parent
            ? await open.FirstOrDefaultAsync(row => row.SourceId == document.SourceId && row.ExternalId == parent, cancellationToken)
            : null;
        var answers = document.Kind == DocumentKind.Question
            ? await open.Where(row => row.SourceId == document.SourceId && row.ParentExternalId == document.ExternalId)
                .OrderByDescending(row => row.IsAccepted).ThenByDescending(row => row.Score).ThenBy(row => row.Id).ToListAsync(cancellationToken)
            : [];
        return new DocumentView(
            document, $"{source}/{document.ExternalId}", source, await AuthorsAsync(db, document, cancellationToken), question, answers);
    }

    private static async Task<IReadOnlyList<DocumentAuthor>> AuthorsAsync(AppDbContext db, Document document, CancellationToken cancellationToken)
    {
        var ids = document.Authorships.Select(authorship => authorship.ExpertId).ToArray();
        var rows = await (
            from row in db.Experts.AsNoTracking()
            join canonical in db.Experts.AsNoTracking() on row.MergedIntoId ?? row.Id equals canonical.Id
            where ids.Contains(row.Id) && !row.IsHidden && !canonical.IsHidden
            select new { row.Id, Canonical = canonical.Id, canonical.Name, canonical.Kind }).ToListAsync(cancellationToken);
        var byRow = rows.ToDictionary(row => row.Id);
        return
        [
            .. document.Authorships.Where(authorship => byRow.ContainsKey(authorship.ExpertId))
                .Select(authorship => (Row: byRow[authorship.ExpertId], authorship.Role))
                .OrderBy(entry => entry.Role).ThenBy(entry => entry.Row.Name, StringComparer.Ordinal)
                .Select(entry => new DocumentAuthor(entry.Row.Canonical, entry.Row.Name, entry.Row.Kind, entry.Role)),
        ];
    }
}
