using System.Data.Common;
using ExpertRouter.App.Setup;
using ExpertRouter.Data.Providers;
using Microsoft.Data.Sqlite;

namespace ExpertRouter.App.Health;

/// <summary>Says what is wrong with a store that fails, and what to do. Pure.</summary>
public static class StoreProblem
{
    private const int ReadOnly = 8;
    private const int Corrupt = 11;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    /// <summary>The failure in words, or null when it is not the store's.</summary>
    public static Finding? Explain(Exception error, DataDirectory data, DatabaseOptions database)
    {
        var failure = Failure(error);
        if (failure is null)
            return null;
        return failure switch
        {
            SqliteException { SqliteErrorCode: ReadOnly or CannotOpen } => new Finding(
                "store", FindingState.Problem, $"'{data.Database}' cannot be written.", $"Give this user the right to write to '{data.Root}', searching included: the store keeps its log there."),
            SqliteException { SqliteErrorCode: Corrupt or NotADatabase } => new Finding(
                "store", FindingState.Problem, $"'{data.Database}' is damaged or no database.", "Move it away and restore a backup, or ingest again."),
            SqliteException => new Finding("store", FindingState.Problem, $"'{data.Database}': {failure.Message}", "Check the disk and who else uses the file."),
            _ => new Finding("store", FindingState.Problem, $"{database.Provider} does not answer: {failure.Message}", "Check Database:ConnectionString and that the server runs."),
        };
    }

    /// <summary>Whether a failure is the store's.</summary>
    public static bool IsBehind(Exception error) => Failure(error) is not null;

    private static DbException? Failure(Exception? error) => error switch
    {
        null => null,
        DbException failure => failure,
        _ => Failure(error.InnerException),
    };
}
