using System.Collections.Concurrent;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ExpertRouter.Data.Providers;

/// <summary>
/// SQLite has one writer at a time, and who finds the file locked polls with growing pauses, its thread blocked. Inside one process transactions
/// therefore queue up here first, in order and without a thread; other processes are still met by SQLite's own lock. Whose transaction cannot begin
/// has no turn; a turn ends with its transaction (<see cref="SqliteWriteTurn"/>). Thread-safe.
/// </summary>
public sealed class SqliteWriteGate(string database) : DbTransactionInterceptor
{
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Gates = new(StringComparer.Ordinal);
    private static readonly ConditionalWeakTable<DbTransaction, SemaphoreSlim> Turns = [];

    private readonly SemaphoreSlim _gate = Gates.GetOrAdd(database, _ => new SemaphoreSlim(1, 1));

    /// <inheritdoc/>
    public override InterceptionResult<DbTransaction> TransactionStarting(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result)
    {
        _gate.Wait();
        try
        {
            return Begun(connection.BeginTransaction(eventData.IsolationLevel));
        }
        catch
        {
            _gate.Release();
            throw;
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            return Begun(await connection.BeginTransactionAsync(eventData.IsolationLevel, cancellationToken));
        }
        catch
        {
            _gate.Release();
            throw;
        }
    }

    /// <summary>Ends the turn of a transaction, once.</summary>
    internal static void End(DbTransaction transaction)
    {
        if (Turns.TryGetValue(transaction, out var gate) && Turns.Remove(transaction))
            gate.Release();
    }

    private InterceptionResult<DbTransaction> Begun(DbTransaction transaction)
    {
        Turns.Add(transaction, _gate);
        return InterceptionResult<DbTransaction>.SuppressWithResult(transaction);
    }
}
