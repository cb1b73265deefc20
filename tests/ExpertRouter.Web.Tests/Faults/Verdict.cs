using System.Globalization;
using System.Text.RegularExpressions;
using ExpertRouter.Core.Tickets;
using ExpertRouter.Testing;
using ExpertRouter.Web.Tests.Tickets;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.Web.Tests.Faults;

/// <summary>What is left of the tickets after the faults. Immutable.</summary>
/// <param name="Lost">Tickets, events for webhooks and mails that did not arrive, and messages left among the failed ones.</param>
/// <param name="DecidedTwice">Tickets with more than one decision, or whose history is not submit, assign, accept, resolve.</param>
/// <param name="NotifiedTwice">Offers beyond the first of a ticket: the expert's inbox would show the same again.</param>
/// <param name="MailsDoubled">Mails that came again under another <c>Message-ID</c>.</param>
/// <param name="MailsRepeated">Mails that came again under the same one, which mail programs recognise.</param>
internal sealed partial record Verdict(int Lost, int DecidedTwice, int NotifiedTwice, int MailsDoubled, int MailsRepeated)
{
    private const int EventsOfOne = 4;
    private const int MailsOfOne = 3;
    private const int Patience = 180;

    /// <summary>
    /// Waits until all that was announced has arrived, or a minute and a half in which nothing more did, and counts: after a broker was away the bus waits up to
    /// half a minute between its tries to connect.
    /// </summary>
    public static async Task<Verdict> ReachAsync(Installation installation, int tickets, CancellationToken cancellationToken)
    {
        var (waited, before) = (0, -1);
        while (waited < Patience && await MissingAsync(installation, tickets, cancellationToken) is var missing and > 0)
        {
            (waited, before) = (missing == before ? waited + 1 : 0, missing);
            await MailClaimsEndAsync(installation.Database, cancellationToken);
            await Task.Delay(500, cancellationToken);
        }
        // What would come twice comes now.
        await Task.Delay(2000, cancellationToken);
        return await CountAsync(installation, tickets, cancellationToken);
    }

    private static async Task<Verdict> CountAsync(Installation installation, int tickets, CancellationToken cancellationToken)
    {
        await using var db = installation.Database.CreateDbContext();
        var histories = (await db.TicketEvents.OrderBy(entry => entry.Number).Select(entry => new { entry.TicketId, entry.Kind }).ToListAsync(cancellationToken))
            .Where(entry => entry.Kind is not (TicketMoveKind.Refuse or TicketMoveKind.Note))
            .GroupBy(entry => entry.TicketId, entry => entry.Kind);
        var odd = histories.Where(history => !history.SequenceEqual([TicketMoveKind.Submit, TicketMoveKind.Assign, TicketMoveKind.Accept, TicketMoveKind.Resolve]));
        var decided = await db.TicketDecisions.GroupBy(decision => decision.TicketId).Where(group => group.Count() > 1).Select(group => group.Key).ToListAsync(cancellationToken);
        var offers = await db.TicketOffers.CountAsync(cancellationToken);
        var mails = installation.Smtp.Mails.GroupBy(mail => (mail.Recipient, Subject: Subject().Match(mail.Text).Value), mail => MessageId().Match(mail.Text).Value).ToList();
        return new Verdict(
            await MissingAsync(installation, tickets, cancellationToken) + await db.FailedMessages.CountAsync(cancellationToken),
            decided.Concat(odd.Select(history => history.Key)).Distinct().Count(),
            Math.Max(0, offers - tickets),
            mails.Sum(copies => copies.Distinct().Count() - 1),
            mails.Sum(copies => copies.Count() - copies.Distinct().Count()));
    }

    private static async Task<int> MissingAsync(Installation installation, int tickets, CancellationToken cancellationToken)
    {
        await using var db = installation.Database.CreateDbContext();
        var resolved = await db.Tickets.CountAsync(ticket => ticket.Origin == Traffic.Origin && ticket.State == TicketState.Resolved, cancellationToken);
        var announced = await db.Outbox.CountAsync(message => message.SentAt == null, cancellationToken);
        var planned = await db.TicketMails.CountAsync(mail => mail.DoneAt != null, cancellationToken);
        var sent = await db.TicketMails.CountAsync(mail => mail.DoneAt != null && mail.Problem == null, cancellationToken);
        var arrived = installation.Smtp.Mails.Select(mail => MessageId().Match(mail.Text).Value).Distinct().Count();
        return (tickets - resolved) + announced + ((MailsOfOne * tickets) - planned) + Math.Max(0, sent - arrived) + ((EventsOfOne * tickets) - installation.Hooks.Events.Count);
    }

    /// <summary>A mail whose sender died waits five minutes; here they are over at once.</summary>
    private static async Task MailClaimsEndAsync(TestDatabase database, CancellationToken cancellationToken)
    {
        var now = TimeProvider.System.GetUtcNow();
        var soon = now.AddMinutes(4.9);
        await using var db = database.CreateDbContext();
        await db.TicketMails.Where(mail => mail.DoneAt == null && mail.DueAt > now && mail.DueAt < soon)
            .ExecuteUpdateAsync(set => set.SetProperty(mail => mail.DueAt, now), cancellationToken);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"lost {Lost}, decided twice {DecidedTwice}, notified twice {NotifiedTwice}, mails doubled {MailsDoubled}, mails repeated under the same Message-ID {MailsRepeated}");

    [GeneratedRegex(@"^Subject: .*$", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex Subject();

    [GeneratedRegex(@"^Message-ID: .*$", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex MessageId();
}
