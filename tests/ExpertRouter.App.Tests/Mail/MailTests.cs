using ExpertRouter.App.Mail;
using ExpertRouter.App.Messaging;
using ExpertRouter.App.Routing.Life;
using ExpertRouter.App.Tests.Routing;
using ExpertRouter.Core.Tickets;
using ExpertRouter.Data.Providers;
using ExpertRouter.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ExpertRouter.App.Tests.Mail;

/// <summary>The clock stands at Monday 2 March 2026, 09:00 UTC, unless a test moves it.</summary>
public sealed class MailTests
{
    private static CancellationToken Cancel => RoutingWorld.Cancel;

    [Fact]
    public async Task Ticket_FromAskedToResolved_TellsExpertAndRequester()
    {
        await using var world = await RoutingWorld.CreateAsync();
        await using var server = new SmallSmtpServer();
        var id = await world.SubmitAndRouteAsync();
        await world.Recorder.AcceptAsync(id, RoutingWorld.Expert(1), Cancel);
        await PlanAllAsync(world, server);
        await world.Recorder.ResolveAsync(id, RoutingWorld.Expert(1), null, Cancel);
        await PlanAllAsync(world, server);

        var sent = await Sender(world, server).SendAsync(Cancel);

        // The expert is no longer asked when the mail would go: only the requester is told.
        Assert.Equal(2, sent);
        Assert.Equal(["rae@example.org", "rae@example.org"], server.Mails.Select(mail => mail.Recipient));
        Assert.Contains(server.Mails, mail => mail.Text.Contains("Subject: Taken: Consumer lag", StringComparison.Ordinal) && mail.Text.Contains("Ada has taken", StringComparison.Ordinal));
        Assert.Contains(server.Mails, mail => mail.Text.Contains("Subject: Resolved: Consumer lag", StringComparison.Ordinal));
    }

    [Theory, DatabaseData]
    public async Task Asked_Expert_GetsOneMailWithStableIdAndUnsubscribe(DatabaseProvider provider)
    {
        await using var world = await RoutingWorld.CreateAsync(provider);
        await using var server = new SmallSmtpServer();
        var id = await world.SubmitAndRouteAsync();
        await PlanAllAsync(world, server);
        await PlanAllAsync(world, server);
        await Sender(world, server).SendAsync(Cancel);

        Assert.Equal(0, await Sender(world, server).SendAsync(Cancel));

        var (recipient, text) = Assert.Single(server.Mails);
        Assert.Equal("ada@example.org", recipient);
        // printf ada@example.org | sha256sum | cut -c1-16
        Assert.Contains($"Message-Id: <{id:N}.2.cfe00dde46ef9426@router.example>", text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("List-Unsubscribe: <https://router.example/me>", text, StringComparison.Ordinal);
        Assert.Contains($"https://router.example/tickets/{id}", text, StringComparison.Ordinal);
        // AnswerDue is four hours: 09:00 + 4 h = 13:00.
        Assert.Contains("until 2 March 2026, 13:00 UTC", text, StringComparison.Ordinal);
        Assert.DoesNotContain("The kafka consumer lags.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asked_ExpertElsewhere_ReadsTheirOwnClock()
    {
        await using var world = await RoutingWorld.CreateAsync();
        await using var server = new SmallSmtpServer();
        await world.Settings.ChangeAsync(1, settings => settings.TimeZone = "Asia/Tokyo", Cancel);
        await world.SubmitAndRouteAsync();
        await PlanAllAsync(world, server);

        await Sender(world, server).SendAsync(Cancel);

        // 09:00 + 4 h = 13:00 UTC; Tokyo is 9 hours ahead.
        Assert.Contains("until 2 March 2026, 22:00 Asia/Tokyo", Assert.Single(server.Mails).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asked_CrashAfterSending_RepeatsUnderTheSameId()
    {
        await using var world = await RoutingWorld.CreateAsync();
        await using var server = new SmallSmtpServer();
        await world.SubmitAndRouteAsync();
        await PlanAllAsync(world, server);
        await Sender(world, server).SendAsync(Cancel);
        await world.ChangeStoreAsync(db => db.TicketMails.ExecuteUpdateAsync(set => set.SetProperty(mail => mail.DoneAt, (DateTimeOffset?)null), Cancel));
        Assert.Equal(0, await Sender(world, server).SendAsync(Cancel));

        world.Time.Now += TimeSpan.FromMinutes(5);
        Assert.Equal(1, await Sender(world, server).SendAsync(Cancel));

        Assert.Equal(2, server.Mails.Count);
        Assert.Single(server.Mails.Select(mail => mail.Text.Split('\n').Single(line => line.StartsWith("Message-Id:", StringComparison.OrdinalIgnoreCase))).Distinct());
    }

    [Theory]
    // 10:00 to 18:00 on workdays in UTC; it is Monday 09:00: one hour later.
    [InlineData(600, 1080, 0b0111110, "2026-03-02T10:00:00Z")]
    // 06:00 to 08:00: over for today, so Tuesday 06:00.
    [InlineData(360, 480, 0b0111110, "2026-03-03T06:00:00Z")]
    // 08:00 to 12:00 on Wednesdays only.
    [InlineData(480, 720, 0b0001000, "2026-03-04T08:00:00Z")]
    // At work.
    [InlineData(480, 720, 0, "2026-03-02T09:00:00Z")]
    public async Task Asked_OutsideWorkingHours_WaitsForThem(int starts, int ends, int days, string expected)
    {
        await using var world = await RoutingWorld.CreateAsync();
        await using var server = new SmallSmtpServer();
        await world.SubmitAndRouteAsync();
        await world.ChangeStoreAsync(db =>
        {
            db.ExpertSettings.Add(new ExpertSettings { ExpertId = 1, WorkStarts = starts, WorkEnds = ends, WorkingDays = days });
            return Task.CompletedTask;
        });

        await PlanAllAsync(world, server);

        await using var db = world.Database.CreateDbContext();
        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), (await db.TicketMails.SingleAsync(Cancel)).DueAt);
    }

    [Fact]
    public async Task Asked_ExpertWhoWantsNoMail_GetsNone()
    {
        await using var world = await RoutingWorld.CreateAsync();
        await using var server = new SmallSmtpServer();
        await world.Settings.ChangeAsync(1, settings => settings.NoMail = true, Cancel);
        await world.SubmitAndRouteAsync();

        await PlanAllAsync(world, server);

        await using var db = world.Database.CreateDbContext();
        Assert.Equal(0, await db.TicketMails.CountAsync(Cancel));
    }

    [Theory]
    // 2 to the power of 1 minutes after the first failure.
    [InlineData("451 busy", null)]
    [InlineData("550 no such user", "no such user")]
    public async Task Refused_ForNow_IsTriedAgainAndForGood_IsGivenUp(string answer, string? problem)
    {
        await using var world = await RoutingWorld.CreateAsync();
        await using var server = new SmallSmtpServer();
        await world.SubmitAndRouteAsync();
        await PlanAllAsync(world, server);
        server.RefuseNext(answer);
        Assert.Equal(0, await Sender(world, server).SendAsync(Cancel));
        world.Time.Now += TimeSpan.FromMinutes(2);

        var sent = await Sender(world, server).SendAsync(Cancel);

        Assert.Equal(problem is null ? 1 : 0, sent);
        await using var db = world.Database.CreateDbContext();
        var mail = await db.TicketMails.SingleAsync(Cancel);
        Assert.NotNull(mail.DoneAt);
        Assert.Equal(problem is null, mail.Problem is null);
        Assert.Contains(problem ?? "", mail.Problem ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task MailOff_PlansNothing()
    {
        await using var world = await RoutingWorld.CreateAsync();
        await world.SubmitAndRouteAsync();

        await PlanAllAsync(world, server: null);

        await using var db = world.Database.CreateDbContext();
        Assert.Equal(0, await db.TicketMails.CountAsync(Cancel));
    }

    [Fact]
    public async Task Asked_OnLeave_WaitsForTheFirstDayBackInTheOrganisationsTimeZone()
    {
        await using var world = await RoutingWorld.CreateAsync();
        await using var server = new SmallSmtpServer();
        world.Routing.TimeZone = "America/New_York";
        await world.SubmitAndRouteAsync();
        await world.ChangeStoreAsync(db =>
        {
            db.ExpertSettings.Add(new ExpertSettings { ExpertId = 1, LeaveUntil = new DateOnly(2026, 3, 3) });
            return Task.CompletedTask;
        });

        await PlanAllAsync(world, server);

        await using var db = world.Database.CreateDbContext();
        var mail = await db.TicketMails.SingleAsync(mail => mail.Recipient == "ada@example.org", Cancel);
        Assert.Equal(new DateTimeOffset(2026, 3, 3, 5, 0, 0, TimeSpan.Zero), mail.DueAt); // midnight there, five hours behind
    }

    private static IOptions<MailOptions> Mail(SmallSmtpServer? server) => Options.Create(new MailOptions
    {
        Host = server is null ? null : "127.0.0.1", Port = server?.Port ?? 25, Security = MailSecurity.None,
        From = "tickets@router.example", PortalUrl = new Uri("https://router.example"),
    });

    private static MailSender Sender(RoutingWorld world, SmallSmtpServer server) =>
        new(world.Database, new MailWriter(Mail(server)), Mail(server), world.Time, NullLogger<MailSender>.Instance);

    /// <summary>Plans for every event there has been, as the bus would.</summary>
    private static async Task PlanAllAsync(RoutingWorld world, SmallSmtpServer? server)
    {
        var planner = new MailPlanner(world.Database, Mail(server), world.Leave, world.Time);
        await using var db = world.Database.CreateDbContext();
        foreach (var payload in await db.Outbox.OrderBy(row => row.Id).Select(row => row.Payload).ToListAsync(Cancel))
            await planner.PlanAsync(TicketMoved.FromJson(payload).ToContract(), Cancel);
    }
}
