using ExpertRouter.App.Profiles;
using ExpertRouter.App.Routing;
using ExpertRouter.App.Routing.Settings;
using ExpertRouter.App.Routing.Views;
using ExpertRouter.Core.Model;
using ExpertRouter.Data;
using ExpertRouter.Data.Identity;
using ExpertRouter.Web.Auth;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ExpertRouter.E2E.Tests;

/// <summary>Tickets that a test finds ready, made by the portal's own services.</summary>
internal static class TicketDoings
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>E-mail of the demo account of a role.</summary>
    public static string EmailOf(string role) => DemoAccounts.All.Single(account => account.Role == role).Email;

    /// <summary>A ticket of the demo organisation by its key.</summary>
    public static async Task<Guid> DemoTicketAsync(this PortalServer portal, string key) =>
        (await portal.Services.GetRequiredService<TicketReader>().FindAsync("demo", key, Cancel))!.Id;

    /// <summary>The listed person behind the demo account of a role.</summary>
    public static async Task<long> ExpertAsync(this PortalServer portal, string role) =>
        (await portal.Services.GetRequiredService<OwnListing>().FindAsync(EmailOf(role), Cancel))!.Id;

    /// <summary>Lifts the own limit of a demo person whom many tests ask, in an order that differs from machine to machine.</summary>
    public static async Task BearAsync(this PortalServer portal, string role) =>
        await portal.Services.GetRequiredService<ExpertSettingsDesk>().ChangeAsync(await portal.ExpertAsync(role), settings => settings.Capacity = 1000, Cancel);

    /// <summary>Hands in a ticket of the asker and has one expert asked.</summary>
    public static async Task<Guid> AskAsync(this PortalServer portal, string title, long expert)
    {
        var id = await portal.SubmitAsync(title);
        var requester = TicketPerson.Requester(EmailOf(Roles.Asker));
        await portal.Services.GetRequiredService<OutcomeRecorder>().ReassignAsync(id, requester, expert, reason: null, Cancel);
        return id;
    }

    /// <summary>Hands in a ticket of the asker that waits for a dispatcher.</summary>
    public static async Task<Guid> TriageAsync(this PortalServer portal, string title)
    {
        var id = await portal.SubmitAsync(title);
        var requester = TicketPerson.Requester(EmailOf(Roles.Asker));
        await portal.Services.GetRequiredService<OutcomeRecorder>().EscalateAsync(id, requester, "Chosen by who asked.", Cancel);
        return id;
    }

    /// <summary>A message that could not be handled.</summary>
    public static async Task<Guid> FailAsync(this PortalServer portal)
    {
        var id = Guid.CreateVersion7();
        await using var db = await portal.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Cancel);
        db.FailedMessages.Add(new FailedMessage
        {
            Id = id, Queue = "submit-ticket", MessageType = "SubmitTicket", ContentType = "application/vnd.masstransit+json", Body = """{"message":{"title":"Crane 4 stops"}}""",
            Reason = "Nobody with the e-mail 'new@kestrelharbour.example' is known here.", Failures = 2, FailedAt = TimeProvider.System.GetUtcNow(),
        });
        await db.SaveChangesAsync(Cancel);
        return id;
    }

    /// <summary>Changes the demo account of a role.</summary>
    public static async Task ChangeRoleAsync(this PortalServer portal, string role, Func<UserManager<AppUser>, AppUser, Task<IdentityResult>> change)
    {
        using var scope = portal.Services.CreateScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>();
        Assert.True((await change(users, (await users.FindByEmailAsync(EmailOf(role)))!)).Succeeded);
    }

    private static async Task<Guid> SubmitAsync(this PortalServer portal, string title)
    {
        var submission = new TicketSubmission
        {
            Origin = "test", ExternalId = Guid.CreateVersion7().ToString(), Title = title, Text = "", RequesterEmail = EmailOf(Roles.Asker),
        };
        return (await portal.Services.GetRequiredService<TicketIntake>().SubmitAsync(submission, Cancel)).TicketId;
    }
}
