using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace ExpertRouter.Data.Providers;

/// <summary>
/// A transaction that has its turn at the <see cref="SqliteWriteGate"/> until it is committed, rolled back or disposed. No interceptor is told of a
/// disposal, nor that a connection was closed because its context went back to the pool, so the transaction itself gives the turn back.
/// </summary>
internal sealed class SqliteWriteTurn(
    IRelationalConnection connection, DbTransaction transaction, Guid transactionId, IDiagnosticsLogger<DbLoggerCategory.Database.Transaction> logger,
    bool transactionOwned, ISqlGenerationHelper sqlGenerationHelper)
    : RelationalTransaction(connection, transaction, transactionId, logger, transactionOwned, sqlGenerationHelper)
{
    private readonly DbTransaction _transaction = transaction;

    public override void Commit()
    {
        base.Commit();
        SqliteWriteGate.End(_transaction);
    }

    public override async Task CommitAsync(CancellationToken cancellationToken = default)
    {
        await base.CommitAsync(cancellationToken);
        SqliteWriteGate.End(_transaction);
    }

    public override void Rollback()
    {
        base.Rollback();
        SqliteWriteGate.End(_transaction);
    }

    public override async Task RollbackAsync(CancellationToken cancellationToken = default)
    {
        await base.RollbackAsync(cancellationToken);
        SqliteWriteGate.End(_transaction);
    }

    public override void Dispose()
    {
        try
        {
            base.Dispose();
        }
        finally
        {
            SqliteWriteGate.End(_transaction);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        try
        {
            await base.DisposeAsync();
        }
        finally
        {
            SqliteWriteGate.End(_transaction);
        }
    }

    /// <summary>Makes them.</summary>
    internal sealed class Factory(RelationalTransactionFactoryDependencies dependencies) : RelationalTransactionFactory(dependencies)
    {
        public override RelationalTransaction Create(
            IRelationalConnection connection, DbTransaction transaction, Guid transactionId, IDiagnosticsLogger<DbLoggerCategory.Database.Transaction> logger, bool transactionOwned) =>
            new SqliteWriteTurn(connection, transaction, transactionId, logger, transactionOwned, Dependencies.SqlGenerationHelper);
    }
}
