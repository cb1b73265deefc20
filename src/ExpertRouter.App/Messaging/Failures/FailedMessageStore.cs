using System.Text.Json;
using ExpertRouter.Core.Model;
using ExpertRouter.Data;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Messaging.Failures;

/// <summary>Writes down messages that could not be handled. When that fails too, the message goes back to its queue. Thread-safe.</summary>
public sealed class FailedMessageStore(IDbContextFactory<AppDbContext> contexts, TimeProvider time)
{
    private const int LongestReason = 2000;
    private const int Attempts = 3;

    /// <summary>Keeps a message; the same one failing again is the same row.</summary>
    public async Task KeepAsync(ReceiveContext message, string reason, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await KeepOnceAsync(message, reason.Replace('\0', '\uFFFD'), cancellationToken);
                return;
            }
            catch (DbUpdateException) when (attempt < Attempts)
            {
                // The row came or went in between: kept by another consumer, replayed or discarded by somebody.
            }
        }
    }

    private async Task KeepOnceAsync(ReceiveContext message, string reason, CancellationToken cancellationToken)
    {
        var body = message.Body.GetString();
        var (id, type) = Head(body);
        var queue = message.InputAddress.Segments[^1];
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var row = id is null ? null : await db.FailedMessages.SingleOrDefaultAsync(other => other.Queue == queue && other.MessageId == id, cancellationToken);
        if (row is null)
        {
            row = new FailedMessage
            {
                Id = Guid.CreateVersion7(time.GetUtcNow()), Queue = queue, MessageId = id, MessageType = type,
                ContentType = message.ContentType?.ToString() ?? "", Body = body.Replace('\0', '\uFFFD'), Reason = "",
            };
            db.FailedMessages.Add(row);
        }
        row.Reason = reason.Length <= LongestReason ? reason : reason[..LongestReason];
        row.Failures++;
        row.FailedAt = time.GetUtcNow();
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Id and short name out of the envelope; nothing when it is none.</summary>
    private static (Guid? Id, string Type) Head(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                return (null, "");
            Guid? id = json.RootElement.TryGetProperty("messageId", out var value) && value.ValueKind == JsonValueKind.String && value.TryGetGuid(out var guid) ? guid : null;
            var type = json.RootElement.TryGetProperty("messageType", out var types) && types.ValueKind == JsonValueKind.Array
                ? types.EnumerateArray().Select(entry => entry.ToString()).FirstOrDefault() ?? ""
                : "";
            return (id, type[(type.LastIndexOf(':') + 1)..]);
        }
        catch (JsonException)
        {
            return (null, "");
        }
    }
}
