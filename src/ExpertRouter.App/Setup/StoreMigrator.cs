using ExpertRouter.Data;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Setup;

/// <summary>Brings the store's tables up to date and says where they stand. Thread-safe; concurrent migrations wait for each other.</summary>
public sealed class StoreMigrator(IDbContextFactory<AppDbContext> contexts, DataDirectory data)
{
    /// <summary>Applies what is pending and returns its names.</summary>
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var pending = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
        await db.Database.MigrateAsync(cancellationToken);
        return pending;
    }

    /// <summary>Applied and pending migrations, oldest first.</summary>
    public async Task<MigrationStatus> StatusAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).ToList();
        var pending = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
        return new MigrationStatus(applied, pending);
    }

    /// <summary>Makes sure that there is a store with all tables, for commands that only read.</summary>
    /// <exception cref="InvalidOperationException">Migrations are pending; the message says what to run.</exception>
    public async Task EnsureCurrentAsync(CancellationToken cancellationToken)
    {
        var status = await StatusAsync(cancellationToken);
        if (status.Applied.Count == 0)
            throw new InvalidOperationException($"There is no store in '{data.Root}' yet. Fill it with 'expertrouter ingest …' ('expertrouter ingest demo' for the demo organisation), or name its folder with --data DIR.");
        if (status.Pending.Count > 0)
            throw new InvalidOperationException($"The store in '{data.Root}' is of an older version. Run 'expertrouter db migrate'.");
    }
}
