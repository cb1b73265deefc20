using System.Collections.Concurrent;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ExpertRouter.Data.Providers;

/// <summary>
/// SQLite has one writer at a time, and who finds the file locked polls with growing pauses, its thread blocked. Inside one process transactions
/// therefore queue up here first, in order and without a thread; other processes are still met by SQLite's own lock. A turn ends with the
/// transaction, at the latest with its connection. Thread-safe.
/// </summary>
public sealed class SqliteWriteGate(string database) : DbTransactionInterceptor, IDbConnectionInterceptor
{
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Gates = new(StringComparer.Ordinal);

    private readonly SemaphoreSlim _gate = Gates.GetOrAdd(database, _ => new SemaphoreSlim(1, 1));
    private readonly ConditionalWeakTable<DbConnection, object> _turns = [];

    /// <inheritdoc/>
    public override InterceptionResult<DbTransaction> TransactionStarting(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result)
    {
        _gate.Wait();
        _turns.AddOrUpdate(connection, _gate);
        return result;
    }

    /// <inheritdoc/>
    public override async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default)
    {
        await _gate.WaitAsync(cancellationToken);
        _turns.AddOrUpdate(connection, _gate);
        return result;
    }

    /// <inheritdoc/>
    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => End(eventData.Context);

    /// <inheritdoc/>
    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        End(eventData.Context);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override void TransactionRolledBack(DbTransaction transaction, TransactionEndEventData eventData) => End(eventData.Context);

    /// <inheritdoc/>
    public override Task TransactionRolledBackAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        End(eventData.Context);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void ConnectionClosed(DbConnection connection, ConnectionEndEventData eventData) => End(connection);

    /// <inheritdoc/>
    public Task ConnectionClosedAsync(DbConnection connection, ConnectionEndEventData eventData)
    {
        End(connection);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void ConnectionDisposed(DbConnection connection, ConnectionEndEventData eventData) => End(connection);

    /// <inheritdoc/>
    public Task ConnectionDisposedAsync(DbConnection connection, ConnectionEndEventData eventData)
    {
        End(connection);
        return Task.CompletedTask;
    }

    private void End(DbContext? context)
    {
        if (context is not null)
            End(context.Database.GetDbConnection());
    }

    private void End(DbConnection connection)
    {
        if (_turns.Remove(connection))
            _gate.Release();
    }
}
