using ExpertRouter.Core.Model;
using ExpertRouter.Data.Providers;
using ExpertRouter.Testing;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.Data.Tests;

public sealed class SqliteWriteGateTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Begin_WhileAnotherWrites_WaitsForItsEnd()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite, Cancel);
        await using var one = database.CreateDbContext();
        await using var other = database.CreateDbContext();
        var first = await one.Database.BeginTransactionAsync(Cancel);

        var second = other.Database.BeginTransactionAsync(Cancel);
        await Task.Delay(100, Cancel);
        Assert.False(second.IsCompleted);
        await first.CommitAsync(Cancel);

        await (await second).DisposeAsync();
    }

    [Fact]
    public async Task Dispose_WithoutCommit_GivesTheTurnBack()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite, Cancel);
        for (var i = 0; i < 3; i++)
        {
            await using var db = database.CreateDbContext();
            await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
        }

        await using var last = database.CreateDbContext();
        await (await last.Database.BeginTransactionAsync(Cancel).WaitAsync(TimeSpan.FromSeconds(20), Cancel)).CommitAsync(Cancel);
    }

    [Fact]
    public async Task Save_Fails_GivesTheTurnBack()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite, Cancel);
        await using (var db = database.CreateDbContext())
        {
            db.VisibilityGroups.AddRange(new VisibilityGroup { Id = "a", Name = "A", Members = [] }, new VisibilityGroup { Id = "b", Name = "B", Members = [] });
            await db.SaveChangesAsync(Cancel);
        }
        await using (var db = database.CreateDbContext())
        {
            db.VisibilityGroups.AddRange(new VisibilityGroup { Id = "c", Name = "C", Members = [] }, new VisibilityGroup { Id = "a", Name = "A", Members = [] });
            await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync(Cancel));
        }

        await using var last = database.CreateDbContext();
        await (await last.Database.BeginTransactionAsync(Cancel).WaitAsync(TimeSpan.FromSeconds(20), Cancel)).CommitAsync(Cancel);
        Assert.Equal(2, await last.VisibilityGroups.CountAsync(Cancel));
    }

    [Fact]
    public async Task Begin_Cancelled_TakesNoTurn()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite, Cancel);
        await using var one = database.CreateDbContext();
        await using var other = database.CreateDbContext();
        var first = await one.Database.BeginTransactionAsync(Cancel);
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => other.Database.BeginTransactionAsync(soon.Token));
        await first.CommitAsync(Cancel);

        await (await other.Database.BeginTransactionAsync(Cancel).WaitAsync(TimeSpan.FromSeconds(20), Cancel)).CommitAsync(Cancel);
    }

    [Fact]
    public async Task Save_ByManyAtOnce_AllGoIn()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite, Cancel);

        await Parallel.ForAsync(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Cancel }, async (i, cancel) =>
        {
            await using var db = database.CreateDbContext();
            db.VisibilityGroups.AddRange(new VisibilityGroup { Id = $"a{i}", Name = "A", Members = [] }, new VisibilityGroup { Id = $"b{i}", Name = "B", Members = [] });
            await db.SaveChangesAsync(cancel);
        });

        await using var read = database.CreateDbContext();
        Assert.Equal(400, await read.VisibilityGroups.CountAsync(Cancel));
    }
}
