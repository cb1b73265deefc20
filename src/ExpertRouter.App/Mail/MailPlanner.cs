using ExpertRouter.App.Routing.Rules;
using ExpertRouter.Contracts;
using ExpertRouter.Core.Tickets;
using ExpertRouter.Data;
using ExpertRouter.Data.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ExpertRouter.App.Mail;

/// <summary>
/// Decides who gets a mail about an event and when, and writes it down once per event and person, however often it is asked. Who wants
/// no mail gets none; experts get theirs when they are at work. Thread-safe.
/// </summary>
public sealed class MailPlanner(IDbContextFactory<AppDbContext> contexts, IOptions<MailOptions> options, LeaveCalendar leave, TimeProvider time)
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LongestQuiet = TimeSpan.FromDays(14);

    /// <summary>Writes down the mails about an event; nothing when mail is off.</summary>
    public async Task PlanAsync(TicketChanged happened, CancellationToken cancellationToken)
    {
        if (!options.Value.IsOn)
            return;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var wanted = await WantedAsync(db, happened, cancellationToken);
        var known = await db.TicketMails.Where(mail => mail.TicketId == happened.TicketId && mail.EventNumber == happened.Number)
            .Select(mail => mail.Recipient).ToListAsync(cancellationToken);
        foreach (var (recipient, template) in wanted.Where(mail => !known.Contains(mail.Recipient)).DistinctBy(mail => mail.Recipient))
        {
            if (await DueAsync(db, recipient, cancellationToken) is { } due)
                db.TicketMails.Add(new TicketMail { TicketId = happened.TicketId, EventNumber = happened.Number, Recipient = recipient, Template = template, DueAt = due });
        }
        await db.SaveChangesAsync(cancellationToken);
    }

    private static async Task<IReadOnlyList<(string Recipient, string Template)>> WantedAsync(AppDbContext db, TicketChanged happened, CancellationToken cancellationToken)
    {
        var asked = happened.Asked.ToArray();
        var experts = await db.Experts.Where(expert => asked.Contains(expert.Id) && expert.Email != null).Select(expert => expert.Email!).ToListAsync(cancellationToken);
        var mails = experts.ConvertAll(email => (email, MailTemplate.Asked));
        switch (happened.Move)
        {
            case "accept":
                mails.Add((happened.RequesterEmail, MailTemplate.Accepted));
                break;
            case "resolve":
                mails.Add((happened.RequesterEmail, MailTemplate.Resolved));
                break;
            case "abstain":
                mails.Add((happened.RequesterEmail, MailTemplate.Abstained));
                break;
            case "escalate":
                mails.AddRange((await DispatchersAsync(db, cancellationToken)).Select(email => (email, MailTemplate.Escalated)));
                break;
        }
        return mails;
    }

    private static async Task<IEnumerable<string>> DispatchersAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        var emails = await db.Users
            .Where(user => db.UserRoles.Any(link => link.UserId == user.Id && db.Roles.Any(role => role.Id == link.RoleId && role.Name == Roles.Dispatcher)))
            .Select(user => user.Email).ToListAsync(cancellationToken);
        return emails.OfType<string>().Select(email => email.ToLowerInvariant());
    }

    /// <summary>When the mail may go: now, or when the person is back at work; null when the person wants none.</summary>
    private async Task<DateTimeOffset?> DueAsync(AppDbContext db, string recipient, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var found = await db.Experts.AsNoTracking().Where(expert => expert.Email == recipient)
            .Join(db.ExpertSettings.AsNoTracking(), expert => expert.MergedIntoId ?? expert.Id, settings => settings.ExpertId, (expert, settings) => new { settings, expert.TimeZone })
            .FirstOrDefaultAsync(cancellationToken);
        if (found is null)
            return now;
        if (found.settings.NoMail)
            return null;
        var earliest = leave.FirstDayBack(found.settings, now) is { } back ? leave.Start(back) : now;
        for (var at = earliest; at < earliest + LongestQuiet; at += Step)
        {
            if (WorkingHours.Contain(found.settings, found.TimeZone, at))
                return at;
        }
        return earliest;
    }
}
