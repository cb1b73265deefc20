using ExpertRouter.Data;
using ExpertRouter.Data.Providers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ExpertRouter.Testing;

/// <summary>A migrated, empty, real database of its own: a SQLite file or a PostgreSQL database, gone after the test.</summary>
public sealed class TestDatabase : IDbContextFactory<AppDbContext>, IAsyncDisposable
{
    /// <summary>Environment variable with the connection string of a PostgreSQL server on which databases may be created.</summary>
    public const string PostgresVariable = "EXPERTROUTER_TEST_POSTGRES";

    private readonly DbContextOptions<AppDbContext> _options;
    private readonly string? _folder;

    private TestDatabase(DatabaseOptions options, string? folder)
    {
        Options = options;
        _folder = folder;
        var builder = new DbContextOptionsBuilder<AppDbContext>();
        builder.UseExpertRouterDatabase(options);
        _options = builder.Options;
    }

    /// <summary>How to reach it.</summary>
    public DatabaseOptions Options { get; }

    /// <summary>
    /// Creates one. <paramref name="migrate"/> false leaves it without tables; <paramref name="server"/> is the connection string of
    /// another PostgreSQL server than the tests' common one.
    /// </summary>
    public static async Task<TestDatabase> CreateAsync(DatabaseProvider provider, CancellationToken cancellationToken, bool migrate = true, string? server = null)
    {
        var database = provider == DatabaseProvider.Sqlite ? CreateSqlite() : await CreatePostgresAsync(server ?? Server(), cancellationToken);
        if (migrate)
        {
            await using var db = database.CreateDbContext();
            await db.Database.MigrateAsync(cancellationToken);
        }
        return database;
    }

    /// <inheritdoc/>
    public AppDbContext CreateDbContext() => new(_options);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_folder is not null)
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(_folder, recursive: true);
            return;
        }
        NpgsqlConnection.ClearAllPools();
        await using var db = CreateDbContext();
        await db.Database.EnsureDeletedAsync(CancellationToken.None);
    }

    private static TestDatabase CreateSqlite()
    {
        var folder = Directory.CreateTempSubdirectory("expertrouter-test-").FullName;
        return new TestDatabase(
            new DatabaseOptions { Provider = DatabaseProvider.Sqlite, ConnectionString = $"Data Source={Path.Combine(folder, "expertrouter.db")}" },
            folder);
    }

    private static string Server() => Environment.GetEnvironmentVariable(PostgresVariable)
        ?? throw new InvalidOperationException($"Set {PostgresVariable} to the connection string of a PostgreSQL server.");

    private static async Task<TestDatabase> CreatePostgresAsync(string server, CancellationToken cancellationToken)
    {
        var name = $"expertrouter_test_{Guid.CreateVersion7():N}";
        await using (var connection = new NpgsqlConnection(server))
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = new NpgsqlCommand($"CREATE DATABASE \"{name}\"", connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        var builder = new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 10 };
        return new TestDatabase(
            new DatabaseOptions { Provider = DatabaseProvider.Postgres, ConnectionString = builder.ConnectionString }, folder: null);
    }
}
