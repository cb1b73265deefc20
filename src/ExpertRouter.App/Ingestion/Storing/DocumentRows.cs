using ExpertRouter.Core.Model;
using ExpertRouter.Data;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Ingestion.Storing;

/// <summary>Writes the planned documents of a batch with their authorships.</summary>
internal sealed class DocumentRows(AppDbContext db, Source source)
{
    public async Task StoreAsync(
        IReadOnlyCollection<PlannedDocument> planned, Func<string, long> resolve, long change, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (planned.Count == 0)
            return;
        var changed = planned.Where(document => !document.IsNew).Select(document => document.Id).ToList();
        var rows = changed.Count == 0 ? [] : await db.Documents.Include(document => document.Authorships)
            .Where(document => EF.Parameter(changed).Contains(document.Id)).ToDictionaryAsync(document => document.Id, cancellationToken);
        await using var documents = new PreparedInsert<Document>(db);
        await using var authorships = new PreparedInsert<Authorship>(db);
        foreach (var document in planned)
        {
            if (rows.TryGetValue(document.Id, out var row))
            {
                Update(row, document.Authorships(resolve).ToList());
                document.CopyTo(row, now);
                row.ChangeSequence = change++;
                continue;
            }
            row = new Document { Id = document.Id, SourceId = source.Id, ExternalId = document.Record.Id, Title = "", Body = "", ChangeSequence = change++ };
            document.CopyTo(row, now);
            await documents.InsertAsync(row, cancellationToken);
            foreach (var authorship in document.Authorships(resolve))
                await authorships.InsertAsync(authorship, cancellationToken);
        }
        await documents.FlushAsync(cancellationToken);
        await authorships.FlushAsync(cancellationToken);
        if (changed.Count > 0)
        {
            db.ChangeTracker.DetectChanges();
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    private static void Update(Document row, List<Authorship> authorships)
    {
        row.Authorships.RemoveAll(old => !authorships.Any(next => next.ExpertId == old.ExpertId && next.Role == old.Role));
        foreach (var next in authorships)
        {
            if (row.Authorships.Find(old => next.ExpertId == old.ExpertId && next.Role == old.Role) is { } old)
                old.Weight = next.Weight;
            else
                row.Authorships.Add(next);
        }
    }
}
