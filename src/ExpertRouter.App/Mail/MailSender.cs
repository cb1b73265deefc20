using ExpertRouter.Core.Tickets;
using ExpertRouter.Data;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ExpertRouter.App.Mail;

/// <summary>
/// Sends mail that is due. A mail is claimed before it goes out, so that several nodes do not send it twice; one whose sender died comes
/// again, under the same <c>Message-ID</c>. Thread-safe.
/// </summary>
public sealed partial class MailSender(
    IDbContextFactory<AppDbContext> contexts, MailWriter writer, IOptions<MailOptions> options, TimeProvider time, ILogger<MailSender> logger)
{
    private const int BatchSize = 50;
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(4);

    /// <summary>Sends what is due now and returns how many mails went out.</summary>
    /// <exception cref="Exception">The server cannot be reached; the mails wait.</exception>
    public async Task<int> SendAsync(CancellationToken cancellationToken)
    {
        var due = await DueAsync(cancellationToken);
        if (due.Count == 0)
            return 0;
        using var smtp = new SmtpClient();
        var mail = options.Value;
        await smtp.ConnectAsync(
            mail.Host!, mail.Port,
            mail.Security switch { MailSecurity.Tls => SecureSocketOptions.SslOnConnect, MailSecurity.None => SecureSocketOptions.None, _ => SecureSocketOptions.StartTls },
            cancellationToken);
        if (!string.IsNullOrEmpty(mail.UserName))
            await smtp.AuthenticateAsync(mail.UserName, mail.Password ?? "", cancellationToken);
        var sent = 0;
        foreach (var one in due)
            sent += await SendAsync(smtp, one, cancellationToken) ? 1 : 0;
        await smtp.DisconnectAsync(quit: true, cancellationToken);
        return sent;
    }

    private async Task<List<TicketMail>> DueAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.TicketMails.AsNoTracking().Where(mail => mail.DoneAt == null && mail.DueAt <= now)
            .OrderBy(mail => mail.DueAt).Take(BatchSize).ToListAsync(cancellationToken);
    }

    private async Task<bool> SendAsync(SmtpClient smtp, TicketMail mail, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var claim = time.GetUtcNow() + Claim;
        var claimed = await Row(db, mail).Where(row => row.DoneAt == null && row.DueAt == mail.DueAt)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.DueAt, claim), cancellationToken);
        if (claimed == 0)
            return false;
        if (await writer.WriteAsync(db, mail, cancellationToken) is not { } message)
        {
            await CloseAsync(db, mail, "No longer needed.", cancellationToken);
            return false;
        }
        try
        {
            await smtp.SendAsync(message, cancellationToken);
        }
        catch (SmtpCommandException refused)
        {
            await FailAsync(db, mail, refused, cancellationToken);
            return false;
        }
        await CloseAsync(db, mail, problem: null, cancellationToken);
        return true;
    }

    private async Task FailAsync(AppDbContext db, TicketMail mail, SmtpCommandException refused, CancellationToken cancellationToken)
    {
        LogRefused(refused, mail.TicketId, mail.EventNumber);
        var failures = mail.Failures + 1;
        if (failures >= options.Value.MostTries || (int)refused.StatusCode >= 500)
        {
            await CloseAsync(db, mail, refused.Message, cancellationToken);
            return;
        }
        var wait = TimeSpan.FromMinutes(Math.Pow(2, failures));
        var next = time.GetUtcNow() + (wait < LongestWait ? wait : LongestWait);
        await Row(db, mail).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.DueAt, next).SetProperty(row => row.Failures, failures).SetProperty(row => row.Problem, refused.Message), cancellationToken);
    }

    private async Task CloseAsync(AppDbContext db, TicketMail mail, string? problem, CancellationToken cancellationToken)
    {
        DateTimeOffset? now = time.GetUtcNow();
        await Row(db, mail).ExecuteUpdateAsync(set => set.SetProperty(row => row.DoneAt, now).SetProperty(row => row.Problem, problem), cancellationToken);
    }

    private static IQueryable<TicketMail> Row(AppDbContext db, TicketMail mail) =>
        db.TicketMails.Where(row => row.TicketId == mail.TicketId && row.EventNumber == mail.EventNumber && row.Recipient == mail.Recipient);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The mail about event {Number} of ticket {TicketId} was refused by the server")]
    private partial void LogRefused(Exception error, Guid ticketId, int number);
}
