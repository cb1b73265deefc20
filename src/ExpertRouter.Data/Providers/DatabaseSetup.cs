using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.Data.Providers;

/// <summary>The provider switch: one context type, one migrations assembly per provider.</summary>
public static class DatabaseSetup
{
    /// <summary>Assembly with the SQLite migrations.</summary>
    public const string SqliteMigrations = "ExpertRouter.Migrations.Sqlite";

    /// <summary>Assembly with the PostgreSQL migrations.</summary>
    public const string PostgresMigrations = "ExpertRouter.Migrations.Postgres";

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
                .AddInterceptors(new SqlitePragmas(), new SqliteWriteGate(options.ConnectionString)),
            DatabaseProvider.Postgres => builder
                .UseNpgsql(options.ConnectionString, npgsql => npgsql.MigrationsAssembly(PostgresMigrations)),
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.Provider, "Database:Provider is Sqlite or Postgres."),
        };
    }
}
