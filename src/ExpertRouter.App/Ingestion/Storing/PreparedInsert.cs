using System.Data.Common;
using ExpertRouter.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace ExpertRouter.App.Ingestion.Storing;

/// <summary>
/// Inserts many rows of one entity inside the context's transaction, past the change tracker: one statement prepared once, or one
/// round trip for all rows where the database knows batches. Table, columns and conversions are the model's, so the statement
/// fits either database.
/// </summary>
internal sealed class PreparedInsert<T> : IAsyncDisposable where T : class
{
    private readonly DbCommand _command;
    private readonly DbBatch? _batch;
    private readonly List<Column> _columns = [];

    public PreparedInsert(AppDbContext db)
    {
        var entity = db.Model.FindEntityType(typeof(T))!;
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        var sql = db.GetService<ISqlGenerationHelper>();
        var connection = db.Database.GetDbConnection();
        var transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        _command = connection.CreateCommand();
        _command.Transaction = transaction;
        foreach (var property in entity.GetProperties())
        {
            var mapping = property.GetRelationalTypeMapping();
            var parameter = mapping.CreateParameter(_command, $"p{_columns.Count}", value: null, nullable: true);
            _command.Parameters.Add(parameter);
            _columns.Add(new Column(property.GetColumnName(table)!, parameter, property.GetGetter(), mapping));
        }
        var names = string.Join(", ", _columns.Select(column => sql.DelimitIdentifier(column.Name)));
        var values = string.Join(", ", _columns.Select(column => sql.GenerateParameterNamePlaceholder(column.Parameter.ParameterName)));
        _command.CommandText = $"INSERT INTO {sql.DelimitIdentifier(table.Name, table.Schema)} ({names}) VALUES ({values})";
        if (connection.CanCreateBatch)
        {
            _batch = connection.CreateBatch();
            _batch.Transaction = transaction;
        }
    }

    /// <summary>Adds a row; it is in the database after <see cref="FlushAsync"/>.</summary>
    public async Task InsertAsync(T row, CancellationToken cancellationToken)
    {
        if (_batch is not null)
        {
            var command = _batch.CreateBatchCommand();
            command.CommandText = _command.CommandText;
            foreach (var (_, parameter, getter, mapping) in _columns)
                command.Parameters.Add(mapping.CreateParameter(_command, parameter.ParameterName, getter.GetClrValue(row), nullable: true));
            _batch.BatchCommands.Add(command);
            return;
        }
        foreach (var (_, parameter, getter, mapping) in _columns)
        {
            var value = getter.GetClrValue(row);
            parameter.Value = (value is not null && mapping.Converter is { } converter ? converter.ConvertToProvider(value) : value) ?? DBNull.Value;
        }
        await _command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Sends what is waiting.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_batch is not { BatchCommands.Count: > 0 })
            return;
        await _batch.ExecuteNonQueryAsync(cancellationToken);
        _batch.BatchCommands.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        if (_batch is not null)
            await _batch.DisposeAsync();
        await _command.DisposeAsync();
    }

    private sealed record Column(string Name, DbParameter Parameter, IClrPropertyGetter Getter, RelationalTypeMapping Mapping);
}
