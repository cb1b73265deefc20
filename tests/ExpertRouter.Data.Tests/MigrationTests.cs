using ExpertRouter.Data.Providers;
using ExpertRouter.Testing;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.Data.Tests;

public sealed class MigrationTests
{
    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public void Model_AgainstLatestMigration_HasNoPendingChange(DatabaseProvider provider)
    {
        // The comparison reads the model snapshot only; the connection string is never opened.
        var builder = new DbContextOptionsBuilder<AppDbContext>();
        builder.UseExpertRouterDatabase(new DatabaseOptions
        {
            Provider = provider,
            ConnectionString = provider == DatabaseProvider.Sqlite ? "Data Source=unused.db" : "Host=localhost;Database=unused",
        });
        using var db = new AppDbContext(builder.Options);

        Assert.False(db.Database.HasPendingModelChanges(), "run migrations/add-migration.sh NAME");
    }

    [Theory, DatabaseData]
    public async Task Migrate_Twice_AppliesEverythingOnce(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, TestContext.Current.CancellationToken);
        await using var db = database.CreateDbContext();

        await db.Database.MigrateAsync(TestContext.Current.CancellationToken);

        Assert.Empty(await db.Database.GetPendingMigrationsAsync(TestContext.Current.CancellationToken));
        Assert.Equal(
            SequenceNames.All.Order(),
            (await db.Sequences.Select(s => s.Name).ToListAsync(TestContext.Current.CancellationToken)).Order());
    }

    [Fact]
    public void Use_EmptyConnectionString_NamesTheConfigurationKey()
    {
        var builder = new DbContextOptionsBuilder<AppDbContext>();

        var error = Assert.Throws<ArgumentException>(() => builder.UseExpertRouterDatabase(new DatabaseOptions()));

        Assert.Contains("Database:ConnectionString", error.Message, StringComparison.Ordinal);
    }
}
