using ExpertRouter.Data.Providers;
using ExpertRouter.Testing;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.Data.Tests;

public sealed class SequenceAllocatorTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task Draw_TwoBlocks_AreConsecutive(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Ct);
        await using var db = database.CreateDbContext();
        await using var transaction = await db.Database.BeginTransactionAsync(Ct);

        var first = await SequenceAllocator.DrawAsync(db, SequenceNames.Changes, 5, Ct);
        var second = await SequenceAllocator.DrawAsync(db, SequenceNames.Changes, 2, Ct);

        Assert.Equal((1, 6), (first, second));
    }

    [Theory, DatabaseData]
    public async Task Draw_RolledBack_GivesTheNumbersAgain(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Ct);
        await using (var db = database.CreateDbContext())
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Ct);
            await SequenceAllocator.DrawAsync(db, SequenceNames.Documents, 3, Ct);
            await transaction.RollbackAsync(Ct);
        }

        await using var again = database.CreateDbContext();
        await using var second = await again.Database.BeginTransactionAsync(Ct);
        Assert.Equal(1, await SequenceAllocator.DrawAsync(again, SequenceNames.Documents, 1, Ct));
    }

    [Fact]
    public async Task Draw_OutsideTransaction_Throws()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite, Ct);
        await using var db = database.CreateDbContext();

        await Assert.ThrowsAsync<InvalidOperationException>(() => SequenceAllocator.DrawAsync(db, SequenceNames.Changes, 1, Ct));
    }

    /// <summary>
    /// The trap: writer A draws 1, writer B draws 2 and commits first; a reader that has seen 2 would skip 1 for ever.
    /// With the row locked, B cannot even draw before A has committed.
    /// </summary>
    [Theory, DatabaseData]
    public async Task Draw_TwoInterleavedWriters_NeverShowsALaterNumberBeforeAnEarlierOne(DatabaseProvider provider)
    {
        Assert.SkipWhen(provider == DatabaseProvider.Sqlite, "SQLite has one writer at a time: the second one cannot begin while the first is open");
        await using var database = await TestDatabase.CreateAsync(provider, Ct);
        await using var a = database.CreateDbContext();
        await using var b = database.CreateDbContext();
        await using var transactionA = await a.Database.BeginTransactionAsync(Ct);
        await using var transactionB = await b.Database.BeginTransactionAsync(Ct);

        var drawnByA = await SequenceAllocator.DrawAsync(a, SequenceNames.Changes, 1, Ct);
        var drawingB = SequenceAllocator.DrawAsync(b, SequenceNames.Changes, 1, Ct);
        var bWaits = await Task.WhenAny(drawingB, Task.Delay(TimeSpan.FromMilliseconds(300), Ct)) != drawingB;
        await transactionA.CommitAsync(Ct);
        var drawnByB = await drawingB;
        await transactionB.CommitAsync(Ct);

        Assert.True(bWaits);
        Assert.Equal((1, 2), (drawnByA, drawnByB));
    }
}
