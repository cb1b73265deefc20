using ExpertRouter.Core.Model;
using ExpertRouter.Data.Providers;
using ExpertRouter.Testing;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.Data.Tests;

public sealed class StoreTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task Document_RoundTrip_KeepsArraysAndInstants(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Ct);
        var written = new DateTimeOffset(2026, 3, 1, 10, 30, 15, 123, TimeSpan.Zero);
        await using (var db = database.CreateDbContext())
        {
            await AddDocumentAsync(db, written);
        }

        await using var read = database.CreateDbContext();
        var document = await read.Documents.Include(d => d.Authorships).SingleAsync(Ct);

        Assert.Equal(["kafka", "consumer lag"], document.Tags);
        Assert.Equal(["project-osprey"], document.VisibilityGroups);
        Assert.Equal(written, document.CreatedAt);
        Assert.Equal(AuthorshipRole.Answerer, Assert.Single(document.Authorships).Role);
    }

    [Theory, DatabaseData]
    public async Task Documents_FilteredAndOrderedByTime_UsesTheInstant(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Ct);
        var written = new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);
        await using var db = database.CreateDbContext();
        await AddDocumentAsync(db, written);

        Assert.Equal(1, await db.Documents.CountAsync(d => d.CreatedAt >= written, Ct));
        Assert.Equal(0, await db.Documents.CountAsync(d => d.CreatedAt > written, Ct));
    }

    [Theory, DatabaseData]
    public async Task Authorship_OfUnknownExpert_IsRefused(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Ct);
        await using var db = database.CreateDbContext();
        db.Sources.Add(new Source { Id = 1, Name = "s", Connector = "jsonl", Group = "g", Location = "f", CreatedAt = DateTimeOffset.UnixEpoch });
        db.Documents.Add(new Document
        {
            Id = 1, SourceId = 1, ExternalId = "d", Title = "t", Body = "b",
            Authorships = [new Authorship { DocumentId = 1, ExpertId = 99 }],
        });

        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync(Ct));
    }

    [Fact]
    public async Task Sqlite_Connection_UsesWalAndWaitsForLocks()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite, Ct);
        await using var db = database.CreateDbContext();

        Assert.Equal("wal", (await db.Database.SqlQueryRaw<string>("SELECT journal_mode AS Value FROM pragma_journal_mode").ToListAsync(Ct)).Single());
        Assert.Equal(30000, (await db.Database.SqlQueryRaw<int>("SELECT timeout AS Value FROM pragma_busy_timeout").ToListAsync(Ct)).Single());
        Assert.Equal(1, (await db.Database.SqlQueryRaw<int>("SELECT foreign_keys AS Value FROM pragma_foreign_keys").ToListAsync(Ct)).Single());
    }

    private static async Task AddDocumentAsync(AppDbContext db, DateTimeOffset written)
    {
        db.Sources.Add(new Source { Id = 1, Name = "s", Connector = "jsonl", Group = "g", Location = "f", CreatedAt = written });
        db.Experts.Add(new Expert { Id = 1, SourceId = 1, ExternalId = "e", Name = "Ada", NormalizedName = "ada" });
        db.Documents.Add(new Document
        {
            Id = 1, SourceId = 1, ExternalId = "d", Title = "Lag", Body = "Rebalance.", CreatedAt = written,
            Tags = ["kafka", "consumer lag"], VisibilityGroups = ["project-osprey"],
            Authorships = [new Authorship { DocumentId = 1, ExpertId = 1, Role = AuthorshipRole.Answerer }],
        });
        await db.SaveChangesAsync(Ct);
    }
}
