using ExpertRouter.App.Finding;
using ExpertRouter.Core.Model;
using ExpertRouter.Data;
using ExpertRouter.Data.Providers;
using ExpertRouter.Testing;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Tests.Finding;

public sealed class ExpertDirectoryTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task Resolve_MergedRow_IsItsCanonicalRow(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Ct);
        await AddAsync(database, Row(1, 1), Row(2, 2, mergedInto: 1));
        using var directory = new ExpertDirectory(database);

        await directory.RefreshAsync(Ct);

        Assert.Equal((1, 1, 7), (directory.Resolve(1), directory.Resolve(2), directory.Resolve(7)));
    }

    [Fact]
    public async Task Refresh_AfterUndoneMerge_SeparatesTheRowsAgain()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite, Ct);
        await AddAsync(database, Row(1, 1), Row(2, 2, mergedInto: 1));
        using var directory = new ExpertDirectory(database);
        await directory.RefreshAsync(Ct);

        await using (var db = database.CreateDbContext())
        {
            await db.Experts.Where(e => e.Id == 2).ExecuteUpdateAsync(
                set => set.SetProperty(e => e.MergedIntoId, (long?)null).SetProperty(e => e.ChangeSequence, 3L), Ct);
        }
        await directory.RefreshAsync(Ct);

        Assert.Equal(2, directory.Resolve(2));
    }

    [Fact]
    public async Task IsRankable_ServiceAccountHiddenOrUnknown_IsFalse()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite, Ct);
        var bot = Row(2, 2);
        bot.IsServiceAccount = true;
        var hidden = Row(3, 3);
        hidden.IsHidden = true;
        var model = Row(4, 4);
        model.Kind = ExpertKind.ExpertModel;
        await AddAsync(database, Row(1, 1), bot, hidden, model);
        using var directory = new ExpertDirectory(database);

        await directory.RefreshAsync(Ct);

        Assert.Equal([true, false, false, true, false], new long[] { 1, 2, 3, 4, 99 }.Select(directory.IsRankable));
        Assert.Equal((ExpertKind.Person, ExpertKind.ExpertModel), (directory.KindOf(1), directory.KindOf(4)));
    }

    private static Expert Row(long id, long sequence, long? mergedInto = null) => new()
    {
        Id = id, SourceId = 1, ExternalId = $"e{id}", Name = $"Expert {id}", NormalizedName = $"expert {id}",
        ChangeSequence = sequence, MergedIntoId = mergedInto,
    };

    private static async Task AddAsync(TestDatabase database, params Expert[] experts)
    {
        await using var db = database.CreateDbContext();
        db.Sources.Add(new Source { Id = 1, Name = "s", Connector = "jsonl", Group = "g", Location = "f" });
        db.Experts.AddRange(experts);
        await db.SaveChangesAsync(Ct);
    }
}
