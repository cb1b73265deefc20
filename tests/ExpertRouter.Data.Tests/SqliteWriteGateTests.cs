using ExpertRouter.Core.Model;
using ExpertRouter.Data.Providers;
using ExpertRouter.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace ExpertRouter.Data.Tests;

public sealed class SqliteWriteGateTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

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

        await AssertFreeAsync(database);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Save_Fails_GivesTheTurnBack(bool pooled, bool opened)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite, Cancel);
        IDbContextFactory<AppDbContext> contexts = pooled ? Pool(database) : database;
        await using (var db = contexts.CreateDbContext())
        {
            db.VisibilityGroups.AddRange(Group("a"), Group("b"));
            await db.SaveChangesAsync(Cancel);
        }
        await using (var db = contexts.CreateDbContext())
        {
            if (opened)
                await db.Database.OpenConnectionAsync(Cancel);
            db.VisibilityGroups.AddRange(Group("c"), Group("a"));
            await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync(Cancel));
            await AssertFreeAsync(database);
        }

        await AssertFreeAsync(contexts);
        await using var last = contexts.CreateDbContext();
        Assert.Equal(2, await last.VisibilityGroups.CountAsync(Cancel));
    }

    [Fact]
    public async Task Begin_WhileAnotherProcessWrites_FailsAndTakesNoTurn()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite, Cancel);
        var contexts = Pool(database);
        await using (var another = new SqliteConnection(database.Options.ConnectionString))
        {
            await another.OpenAsync(Cancel);
            await using var held = another.BeginTransaction();
            await using var db = contexts.CreateDbContext();
            await db.Database.OpenConnectionAsync(Cancel);
            ((SqliteConnection)db.Database.GetDbConnection()).DefaultTimeout = 1;
            await db.Database.ExecuteSqlAsync($"PRAGMA busy_timeout=100", Cancel);

            await Assert.ThrowsAsync<SqliteException>(() => db.Database.BeginTransactionAsync(Cancel));
        }

        await AssertFreeAsync(contexts);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Save_CancelledAtAnyMoment_GivesTheTurnBack(bool opened)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite, Cancel);
        var contexts = Pool(database);
        var cancelled = 0;

        for (var i = 0; i < 800; i++)
        {
            var tasks = Enumerable.Range(0, 4).Select(n => SaveAsync($"{i}-{n}", TimeSpan.FromMicroseconds((i * 7 + n * 501) % 4000)));
            await Task.WhenAll(tasks).WaitAsync(Patience, Cancel);
        }

        Assert.True(cancelled > 0);
        await AssertFreeAsync(contexts);

        async Task SaveAsync(string id, TimeSpan patience)
        {
            await Task.Yield();
            using var soon = new CancellationTokenSource(patience);
            try
            {
                await using var db = contexts.CreateDbContext();
                if (opened)
                    await db.Database.OpenConnectionAsync(soon.Token);
                db.VisibilityGroups.AddRange(Group($"a{id}"), Group($"b{id}"));
                await db.SaveChangesAsync(soon.Token);
            }
            catch (OperationCanceledException)
            {
                Interlocked.Increment(ref cancelled);
            }
        }
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

        await (await other.Database.BeginTransactionAsync(Cancel).WaitAsync(Patience, Cancel)).CommitAsync(Cancel);
    }

    [Fact]
    public async Task Save_ByManyAtOnce_AllGoIn()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite, Cancel);

        await Parallel.ForAsync(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Cancel }, async (i, cancel) =>
        {
            await using var db = database.CreateDbContext();
            db.VisibilityGroups.AddRange(Group($"a{i}"), Group($"b{i}"));
            await db.SaveChangesAsync(cancel);
        });

        await using var read = database.CreateDbContext();
        Assert.Equal(400, await read.VisibilityGroups.CountAsync(Cancel));
    }

    private static async Task AssertFreeAsync(IDbContextFactory<AppDbContext> contexts)
    {
        await using var db = contexts.CreateDbContext();
        await (await db.Database.BeginTransactionAsync(Cancel).WaitAsync(Patience, Cancel)).CommitAsync(Cancel);
    }

    private static PooledDbContextFactory<AppDbContext> Pool(TestDatabase database)
    {
        var builder = new DbContextOptionsBuilder<AppDbContext>();
        builder.UseExpertRouterDatabase(database.Options);
        return new PooledDbContextFactory<AppDbContext>(builder.Options);
    }

    private static VisibilityGroup Group(string id) => new() { Id = id, Name = id, Members = [] };
}
