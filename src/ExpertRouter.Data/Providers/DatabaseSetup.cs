using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace ExpertRouter.Data.Providers;

/// <summary>The provider switch: one context type, one migrations assembly per provider.</summary>
public static class DatabaseSetup
{
    /// <summary>Assembly with the SQLite migrations.</summary>
    public const string SqliteMigrations = "ExpertRouter.Migrations.Sqlite";

    /// <summary>Assembly with the PostgreSQL migrations.</summary>
    public const string PostgresMigrations = "ExpertRouter.Migrations.Postgres";

    private const string PreparedStatements = "Max Auto Prepare";
    private const int MostPrepared = 100;

    /// <summary>Points a context at the configured database.</summary>
    /// <exception cref="ArgumentException">The connection string is empty.</exception>
    public static DbContextOptionsBuilder UseExpertRouterDatabase(this DbContextOptionsBuilder builder, DatabaseOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.ConnectionString))
            throw new ArgumentException("Database:ConnectionString is missing: name a file (SQLite) or a server (Postgres).", nameof(options));
        return options.Provider switch
        {
            DatabaseProvider.Sqlite => builder
                .UseSqlite(options.ConnectionString, sqlite => sqlite.MigrationsAssembly(SqliteMigrations).UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
                .AddInterceptors(new SqlitePragmas(), new SqliteWriteGate(options.ConnectionString))
                .ReplaceService<IRelationalTransactionFactory, SqliteWriteTurn.Factory>(),
            DatabaseProvider.Postgres => builder
                .UseNpgsql(Prepared(options.ConnectionString), npgsql => npgsql.MigrationsAssembly(PostgresMigrations)),
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.Provider, "Database:Provider is Sqlite or Postgres."),
        };
    }

    /// <summary>Statements that come again are parsed and planned once per connection, unless the connection string says otherwise.</summary>
    private static string Prepared(string connectionString)
    {
        var server = new NpgsqlConnectionStringBuilder(connectionString);
        if (!server.ShouldSerialize(PreparedStatements))
            server.MaxAutoPrepare = MostPrepared;
        return server.ConnectionString;
    }
}
