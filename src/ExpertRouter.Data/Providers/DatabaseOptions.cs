using System.ComponentModel.DataAnnotations;

namespace ExpertRouter.Data.Providers;

/// <summary>Section <c>Database</c>.</summary>
public sealed class DatabaseOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Database";

    /// <summary>SQLite unless said otherwise.</summary>
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>Connection string; for SQLite it defaults to <c>expertrouter.db</c> in the data directory.</summary>
    [Required(ErrorMessage = "Database:ConnectionString is missing: name a file (SQLite) or a server (Postgres).")]
    public string ConnectionString { get; set; } = "";
}
