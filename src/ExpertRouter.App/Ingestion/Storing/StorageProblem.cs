using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Ingestion.Storing;

/// <summary>Turns failures of disk and database into messages that say what to do.</summary>
internal static class StorageProblem
{
    private const int SqliteFull = 13;
    private const int DiskFull = unchecked((int)0x80070070);
    private const int DiskFullUnix = 28;

    /// <summary>Whether disk or database failed.</summary>
    public static bool IsStorage(Exception error) => error is DbException or DbUpdateException or IOException or InvalidOperationException { InnerException: DbException };

    /// <summary>The failure as an ingestion failure; null when it is something else, probably a bug.</summary>
    public static IngestionException? Explain(Exception error, string source)
    {
        if (error is IngestionException known)
            return known;
        if (!IsStorage(error))
            return null;
        const string safe = "Nothing of the current batch was stored, everything before was; run again to continue.";
        return IsFull(error)
            ? new IngestionException($"Source '{source}': the disk with the store is full. Free some space. {safe}", error)
            : new IngestionException($"Source '{source}': {Innermost(error).Message} {safe}", error);
    }

    private static bool IsFull(Exception error)
    {
        for (var e = error; e is not null; e = e.InnerException)
        {
            if (e is SqliteException { SqliteErrorCode: SqliteFull } or DbException { SqlState: "53100" } or IOException { HResult: DiskFull or DiskFullUnix })
                return true;
        }
        return false;
    }

    private static Exception Innermost(Exception error) => error.InnerException is null ? error : Innermost(error.InnerException);
}
