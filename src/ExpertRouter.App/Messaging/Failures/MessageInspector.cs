using System.Net.Mime;
using ExpertRouter.Core.Model;
using ExpertRouter.Core.Retrieval;
using ExpertRouter.Data;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Messaging.Failures;

/// <summary>Lets administrators look at messages that could not be handled, send them through again, or throw them away. Thread-safe.</summary>
public sealed class MessageInspector(IDbContextFactory<AppDbContext> contexts, IBus bus)
{
    /// <summary>Failed messages, latest first.</summary>
    public async Task<IReadOnlyList<FailedMessageHead>> ListAsync(int limit, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.FailedMessages.OrderByDescending(message => message.FailedAt).Take(limit)
            .Select(message => new FailedMessageHead(message.Id, message.Queue, message.MessageType, message.Reason, message.Failures, message.FailedAt))
            .ToListAsync(cancellationToken);
    }

    /// <summary>A message with its body; null when it is not on the list.</summary>
    public async Task<FailedMessage?> GetAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.FailedMessages.AsNoTracking().SingleOrDefaultAsync(message => message.Id == id, cancellationToken);
    }

    /// <summary>Whether somebody may read a message's body: it may hold the text of a ticket, which no role opens by itself.</summary>
    public async Task<bool> MayReadAsync(FailedMessage message, Viewer viewer, CancellationToken cancellationToken)
    {
        var scope = MessageScope.Of(message.Body);
        if (!scope.IsClear || !viewer.MayOpen([.. scope.Groups]))
            return false;
        var tickets = scope.Tickets.ToArray();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var groups = await db.Tickets.AsNoTracking().Where(ticket => tickets.Contains(ticket.Id)).Select(ticket => ticket.VisibilityGroups).ToListAsync(cancellationToken);
        return groups.All(viewer.MayOpen);
    }

    /// <summary>How many there are.</summary>
    public async Task<int> CountAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.FailedMessages.CountAsync(cancellationToken);
    }

    /// <summary>
    /// Puts a message back into its queue, byte for byte and under its own id, and takes it off the list; if it fails again, it is back.
    /// False when it is not on the list.
    /// </summary>
    public async Task<bool> ReplayAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await db.FailedMessages.AsNoTracking().SingleOrDefaultAsync(message => message.Id == id, cancellationToken);
        if (row is null)
            return false;
        var type = row.ContentType.Length > 0 ? new ContentType(row.ContentType) : null;
        await QueueReturn.SendAsync(bus, row.Queue, row.MessageId, type, new StringMessageBody(row.Body), _ => { }, cancellationToken);
        // A message that has failed again in the meantime stays on the list.
        await db.FailedMessages.Where(message => message.Id == id && message.Failures == row.Failures).ExecuteDeleteAsync(cancellationToken);
        return true;
    }

    /// <summary>Throws a message away. False when it is not on the list.</summary>
    public async Task<bool> DiscardAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.FailedMessages.Where(message => message.Id == id).ExecuteDeleteAsync(cancellationToken) > 0;
    }
}
