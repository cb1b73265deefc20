using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ExpertRouter.App.Routing.Settings;
using ExpertRouter.Core.Tickets;
using ExpertRouter.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MimeKit;

namespace ExpertRouter.App.Mail;

/// <summary>
/// Writes mails. The text names the ticket's title and links to it, never its text. A mail's <c>Message-ID</c> follows from ticket, event
/// and recipient, so that a repeat after a crash is recognised; all mails about a ticket form one thread. Thread-safe.
/// </summary>
public sealed class MailWriter(IOptions<MailOptions> options)
{
    /// <summary>The mail; null when it is no longer needed: the ticket is gone, or the expert is no longer asked.</summary>
    public async Task<MimeMessage?> WriteAsync(AppDbContext db, TicketMail mail, CancellationToken cancellationToken)
    {
        var ticket = await db.Tickets.AsNoTracking().SingleOrDefaultAsync(row => row.Id == mail.TicketId, cancellationToken);
        var happened = await db.TicketEvents.AsNoTracking()
            .SingleOrDefaultAsync(row => row.TicketId == mail.TicketId && row.Number == mail.EventNumber, cancellationToken);
        if (ticket is null || happened is null)
            return null;
        var offer = await db.TicketOffers.AsNoTracking()
            .Where(row => row.TicketId == mail.TicketId && row.EventNumber == mail.EventNumber)
            .Join(db.Experts.Where(expert => expert.Email == mail.Recipient), row => row.ExpertId, expert => expert.Id, (row, _) => row)
            .FirstOrDefaultAsync(cancellationToken);
        if (mail.Template == MailTemplate.Asked && offer is not { Answer: OfferAnswer.Waiting })
            return null;
        var expert = await db.Experts.Where(row => row.Id == happened.ExpertId).Select(row => row.Name).SingleOrDefaultAsync(cancellationToken);
        var clock = await PersonClocks.ReadAsync(db, mail.Recipient, cancellationToken);
        var settings = new Uri(options.Value.PortalUrl!, options.Value.SettingsPath).AbsoluteUri;
        var filled = MailTemplate.Read(mail.Template).Fill(new Dictionary<string, string>
        {
            ["title"] = ticket.Title.ReplaceLineEndings(" "),
            ["ticket"] = new Uri(options.Value.PortalUrl!, $"/tickets/{ticket.Id}").AbsoluteUri,
            ["due"] = clock.Exact(offer?.ExpiresAt ?? happened.At),
            ["expert"] = expert ?? "Somebody",
        });
        var message = new MimeMessage
        {
            Subject = filled.Subject,
            Date = happened.At,
            MessageId = MessageId(mail),
            Body = new TextPart("plain") { Text = $"{filled.Text.TrimEnd()}\n\n-- \nWhen and whether you get such mails: {settings}\n" },
        };
        message.From.Add(MailboxAddress.Parse(options.Value.From!));
        message.To.Add(MailboxAddress.Parse(mail.Recipient));
        message.References.Add($"{ticket.Id:N}@{Domain}");
        message.Headers.Add(HeaderId.ListUnsubscribe, $"<{settings}>");
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return message;
    }

    /// <summary>The <c>Message-ID</c> without its angle brackets.</summary>
    public string MessageId(TicketMail mail)
    {
        var recipient = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(mail.Recipient)).AsSpan(0, 8));
        return string.Create(CultureInfo.InvariantCulture, $"{mail.TicketId:N}.{mail.EventNumber}.{recipient}@{Domain}");
    }

    private string Domain => MailboxAddress.Parse(options.Value.From!).Domain;
}
