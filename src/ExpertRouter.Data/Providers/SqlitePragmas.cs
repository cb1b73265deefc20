using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace ExpertRouter.Data.Providers;

/// <summary>
/// Sets what SQLite forgets per connection: readers beside one writer (WAL), patience, foreign keys. A pooled connection is
/// opened many times but set once. Thread-safe.
/// </summary>
public sealed class SqlitePragmas : DbConnectionInterceptor
{
    private const string Pragmas =
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=30000; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;";

    private static readonly ConditionalWeakTable<sqlite3, object> Done = [];

    /// <inheritdoc/>
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (IsDone(connection))
            return;
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
        Note(connection);
    }

    /// <inheritdoc/>
    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (IsDone(connection))
            return;
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
        Note(connection);
    }

    private static bool IsDone(DbConnection connection) => connection is SqliteConnection { Handle: { } handle } && Done.TryGetValue(handle, out _);

    private static void Note(DbConnection connection)
    {
        if (connection is SqliteConnection { Handle: { } handle })
            Done.AddOrUpdate(handle, connection.GetType());
    }
}
