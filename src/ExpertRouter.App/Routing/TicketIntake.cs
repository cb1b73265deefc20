using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using ExpertRouter.App.Routing.Life;
using ExpertRouter.Core.Tickets;
using ExpertRouter.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ExpertRouter.App.Routing;

/// <summary>
/// Takes tickets in, whichever way they come. The same submission twice is one ticket; the same id with other content is refused and
/// the first ticket's history says so. A ticket that was taken in is in the store together with the event that asks for its routing.
/// Thread-safe.
/// </summary>
public sealed class TicketIntake(
    IDbContextFactory<AppDbContext> contexts, TicketLedger ledger, IOptions<RoutingOptions> options, TimeProvider time, ILogger<TicketIntake> logger)
{
    private readonly Func<AppDbContext, string, string, CancellationToken, Task<Known?>> _known = EF.CompileAsyncQuery(
        (AppDbContext db, string origin, string externalId, CancellationToken _) =>
            db.Tickets.AsNoTracking().Where(row => row.Origin == origin && row.ExternalId == externalId)
                .Select(row => new Known(row.Id, row.State, row.ContentHash)).SingleOrDefault());

    private readonly Func<AppDbContext, string, CancellationToken, Task<bool>> _isExpert = EF.CompileAsyncQuery(
        (AppDbContext db, string email, CancellationToken _) => db.Experts.Any(expert => expert.Email == email));

    private readonly GroupCommit<Submitted, TicketReceipt> _storing = new(logger);

    /// <summary>Tickets that wait for those being stored.</summary>
    internal int Waiting => _storing.Count;

    /// <summary>Stores a ticket.</summary>
    /// <exception cref="TicketRejectedException">The submission cannot be taken; nothing was stored but the note about other content.</exception>
    public Task<TicketReceipt> SubmitAsync(TicketSubmission submission, CancellationToken cancellationToken) => SubmitAsync(submission, first: null, cancellationToken);

    /// <summary>Stores a ticket and with it a move of who submits it, such as whom to ask, before the router hears of it.</summary>
    /// <inheritdoc cref="SubmitAsync(TicketSubmission, CancellationToken)"/>
    public async Task<TicketReceipt> SubmitAsync(TicketSubmission submission, TicketMove? first, CancellationToken cancellationToken)
    {
        var ticket = ToTicket(submission);
        if (await CheckAsync(ticket, cancellationToken) is { } known)
            return known;
        try
        {
            return await _storing.StoreAsync(new Submitted(ticket, first), StoreAllAsync, cancellationToken);
        }
        catch (DbUpdateException error)
        {
            await using var again = await contexts.CreateDbContextAsync(cancellationToken);
            return await KnownAsync(again, ticket, cancellationToken) ?? throw new InvalidOperationException($"Ticket '{ticket.ExternalId}' of '{ticket.Origin}' could not be stored.", error);
        }
    }

    /// <summary>Checks a submission's own fields and makes the row; the store is not asked.</summary>
    /// <exception cref="TicketRejectedException">A field is missing, malformed or too long.</exception>
    public Ticket ToTicket(TicketSubmission submission)
    {
        var (title, text) = (submission.Title.Trim(), submission.Text.Trim());
        if (!SubmissionFields.IsVisible(title))
            title = "";
        if (title.Length == 0 && !SubmissionFields.IsVisible(text))
            throw new TicketRejectedException(TicketProblem.EmptyText, "The ticket has neither a title nor a text; say what help is needed.");
        SubmissionFields.CheckText(title, "title", options.Value.LongestTitle);
        SubmissionFields.CheckText(text, "text", options.Value.LongestText);
        var now = time.GetUtcNow();
        var ticket = new Ticket
        {
            Id = Guid.CreateVersion7(now),
            Origin = SubmissionFields.Word(submission.Origin, "origin"),
            ExternalId = SubmissionFields.Word(submission.ExternalId, "external id"),
            ContentHash = [],
            Title = title.Length > 0 ? title : SubmissionFields.FirstLine(text),
            Body = text,
            Tags = SubmissionFields.Words(submission.Tags, "tags", lower: true),
            RequiredSkills = SubmissionFields.Words(submission.RequiredSkills, "required skills", lower: false),
            VisibilityGroups = SubmissionFields.Words(submission.VisibilityGroups, "visibility groups", lower: false),
            RequesterEmail = SubmissionFields.Email(submission.RequesterEmail),
            Url = SubmissionFields.Url(submission.Url),
            SentAt = submission.SentAt?.ToUniversalTime(),
            SubmittedAt = now,
        };
        ticket.ContentHash = Hash(ticket);
        return ticket;
    }

    /// <summary>Checks that the groups and skills a ticket names exist, and who asks unless <paramref name="requester"/> is false; stores nothing.</summary>
    /// <exception cref="TicketRejectedException">One does not; the message names it.</exception>
    public async Task CheckAsync(Ticket ticket, bool requester, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (requester)
            await CheckRequesterAsync(db, ticket, cancellationToken);
        await CheckNamesAsync(db, ticket, cancellationToken);
    }

    private async Task<TicketReceipt?> CheckAsync(Ticket ticket, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.Database.OpenConnectionAsync(cancellationToken);
        if (await KnownAsync(db, ticket, cancellationToken) is { } known)
            return known;
        await CheckRequesterAsync(db, ticket, cancellationToken);
        await CheckNamesAsync(db, ticket, cancellationToken);
        return null;
    }

    private async Task<IReadOnlyList<TicketReceipt>> StoreAllAsync(IReadOnlyList<Submitted> group, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        foreach (var (ticket, first) in group)
        {
            var work = ledger.Begin(db, ticket);
            db.Tickets.Add(ticket);
            var requester = TicketPerson.Requester(ticket.RequesterEmail);
            work.Move(new TicketMove { Kind = TicketMoveKind.Submit }, requester);
            if (ticket.SentAt is { } sent && sent - ticket.SubmittedAt > options.Value.ClockSkew)
                work.Move(new TicketMove { Kind = TicketMoveKind.Note, Reason = Skew(sent - ticket.SubmittedAt) }, TicketPerson.System);
            if (first is not null)
                work.Move(first, requester);
        }
        await ledger.SaveAsync(db, cancellationToken);
        return [.. group.Select(submitted => new TicketReceipt(submitted.Ticket.Id, IsNew: true, submitted.Ticket.State))];
    }

    private async Task<TicketReceipt?> KnownAsync(AppDbContext db, Ticket ticket, CancellationToken cancellationToken)
    {
        var known = await _known(db, ticket.Origin, ticket.ExternalId, cancellationToken);
        if (known is null)
            return null;
        if (known.ContentHash.SequenceEqual(ticket.ContentHash))
            return new TicketReceipt(known.Id, IsNew: false, known.State);
        await ledger.RefuseAsync(
            known.Id, "The same id arrived again with other content; the first content stands.", TicketPerson.Requester(ticket.RequesterEmail), cancellationToken);
        throw new TicketRejectedException(
            TicketProblem.OtherContent,
            $"Id '{ticket.ExternalId}' of '{ticket.Origin}' has been used for a ticket with other content; send a new id, or withdraw the first one.");
    }

    private async Task CheckRequesterAsync(AppDbContext db, Ticket ticket, CancellationToken cancellationToken)
    {
        var email = ticket.RequesterEmail;
        var normalized = email.ToUpperInvariant();
        if (!await _isExpert(db, email, cancellationToken)
            && !await db.Users.AnyAsync(user => user.NormalizedEmail == normalized, cancellationToken))
        {
            throw new TicketRejectedException(TicketProblem.UnknownRequester, $"Nobody with the e-mail '{email}' is known here; register an account or ingest the person first.");
        }
    }

    private static async Task CheckNamesAsync(AppDbContext db, Ticket ticket, CancellationToken cancellationToken)
    {
        if (ticket.VisibilityGroups.Length > 0)
        {
            var groups = await db.VisibilityGroups.Where(group => ticket.VisibilityGroups.Contains(group.Id)).Select(group => group.Id).ToListAsync(cancellationToken);
            if (ticket.VisibilityGroups.Except(groups).FirstOrDefault() is { } unknown)
                throw new TicketRejectedException(TicketProblem.UnknownGroup, $"There is no visibility group '{unknown}'.");
        }
        if (ticket.RequiredSkills.Length > 0)
        {
            var areas = await db.KnowledgeAreas.AsNoTracking().ToListAsync(cancellationToken);
            var names = areas.SelectMany(area => area.Synonyms.Prepend(area.Name)).ToHashSet(StringComparer.OrdinalIgnoreCase);
            if (ticket.RequiredSkills.FirstOrDefault(skill => !names.Contains(skill)) is { } unknown)
                throw new TicketRejectedException(TicketProblem.UnknownSkill, $"Required skill '{unknown}' is no knowledge area here; name one that is, or leave it out.");
        }
    }

    private static string Skew(TimeSpan ahead) => string.Create(
        CultureInfo.InvariantCulture, $"The sender's clock is {ahead.TotalMinutes:0} minutes ahead of ours; our time counts.");

    private static byte[] Hash(Ticket ticket) => SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
        new object?[]
        {
            ticket.Title, ticket.Body, ticket.Tags.Order(StringComparer.Ordinal), ticket.RequiredSkills.Order(StringComparer.Ordinal),
            ticket.VisibilityGroups.Order(StringComparer.Ordinal), ticket.RequesterEmail, ticket.Url,
        },
        RoutingJson.Options));

    private sealed record Submitted(Ticket Ticket, TicketMove? First);

    private sealed record Known(Guid Id, TicketState State, byte[] ContentHash);
}
