namespace ExpertRouter.Data.Providers;

/// <summary>Which database holds the store.</summary>
public enum DatabaseProvider
{
    /// <summary>A file in the data directory; one node.</summary>
    Sqlite,

    /// <summary>A PostgreSQL server; several nodes.</summary>
    Postgres,
}
