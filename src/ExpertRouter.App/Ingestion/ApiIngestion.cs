using System.Text.Json;
using ExpertRouter.App.Ingestion.Records;
using ExpertRouter.App.Ingestion.Storing;
using ExpertRouter.App.Ingestion.Text;
using ExpertRouter.Core.Model;
using ExpertRouter.Data;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Ingestion;

/// <summary>
/// What the HTTP endpoints <c>POST /api/documents</c> and <c>/api/experts</c> call: the same objects, rules and storage as files.
/// A call is one transaction; bad objects are reported, the good ones go in. Thread-safe.
/// </summary>
public sealed class ApiIngestion(IDbContextFactory<AppDbContext> contexts, BatchWriter writer, TimeProvider time)
{
    /// <summary>Most objects that one call may carry.</summary>
    public const int MaxObjects = 5000;

    /// <summary>Name of the connector in the source's row.</summary>
    public const string Connector = "api";

    /// <summary>Stores documents.</summary>
    /// <param name="body">One object or an array of them.</param>
    /// <param name="sourceName">Source that they belong to; made when it is new.</param>
    /// <exception cref="RecordFormatException">The body is neither, or holds too many; nothing is stored.</exception>
    public Task<ApiIngestionResult> AddDocumentsAsync(JsonElement body, string sourceName, CancellationToken cancellationToken) =>
        AddAsync(body, "document", ["document"], sourceName, cancellationToken);

    /// <summary>Stores people, and expert models where an object says <c>"type":"model"</c>.</summary>
    /// <inheritdoc cref="AddDocumentsAsync"/>
    public Task<ApiIngestionResult> AddExpertsAsync(JsonElement body, string sourceName, CancellationToken cancellationToken) =>
        AddAsync(body, "person", ["person", "model"], sourceName, cancellationToken);

    private async Task<ApiIngestionResult> AddAsync(
        JsonElement body, string type, string[] allowed, string sourceName, CancellationToken cancellationToken)
    {
        IReadOnlyList<JsonElement> objects = body.ValueKind switch
        {
            JsonValueKind.Object => [body],
            JsonValueKind.Array => [.. body.EnumerateArray()],
            _ => throw new RecordFormatException("the body must be a JSON object or an array of objects"),
        };
        if (objects.Count > MaxObjects)
            throw new RecordFormatException($"the body holds {objects.Count} objects, {MaxObjects} at most are taken per call");
        var items = Parse(objects, type, allowed);
        var source = await SourceAsync(sourceName, cancellationToken);
        // A later call may change what an earlier one stored, so only repeats inside this call are conflicts.
        var session = new IngestionSession { Source = source, Since = long.MaxValue };
        var outcome = await writer.WriteAsync(session, items, end: null, cancellationToken);
        return new ApiIngestionResult(
            outcome.Read, outcome.New, outcome.Changed, outcome.Unchanged,
            [.. outcome.Rejected.Select(rejected => new ApiRejection(rejected.Position.Line - 1, rejected.Reason))], session.Warnings);
    }

    private static List<SourceItem> Parse(IReadOnlyList<JsonElement> objects, string type, string[] allowed)
    {
        var parser = new JsonRecordParser();
        var items = new List<SourceItem>(objects.Count);
        for (var i = 0; i < objects.Count; i++)
        {
            var position = new SourcePosition("body", i + 1, 0);
            try
            {
                items.AddRange(parser.Parse(objects[i], type, position, allowed));
            }
            catch (RecordFormatException e)
            {
                items.Add(new RejectedItem(position, e.Message, Excerpt.Of(objects[i].GetRawText())));
            }
        }
        return items;
    }

    private async Task<Source> SourceAsync(string name, CancellationToken cancellationToken)
    {
        var trimmed = name.Trim();
        if (trimmed.Length is 0 or > 100 || trimmed.Any(char.IsControl))
            throw new RecordFormatException("the name of the source must have 1 to 100 characters and no control characters");
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var source = await db.Sources.SingleOrDefaultAsync(row => row.Name == trimmed, cancellationToken);
        if (source is null)
        {
            source = new Source { Name = trimmed, Connector = Connector, Group = trimmed, Location = "HTTP API", CreatedAt = time.GetUtcNow() };
            db.Sources.Add(source);
            await db.SaveChangesAsync(cancellationToken);
        }
        return source.Connector == Connector
            ? source
            : throw new RecordFormatException($"source '{trimmed}' is filled by '{source.Connector}'; choose another name");
    }
}
