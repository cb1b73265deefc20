using System.Globalization;

namespace ExpertRouter.Web.Tests.Faults;

/// <summary>
/// Tickets go from submission to resolution while what carries them is killed or repeats itself. The worker is a process of its own,
/// database and broker are real. <c>EXPERTROUTER_FAULT_TICKETS=1000</c> makes the long version.
/// </summary>
[Collection(FaultCollection.Name)]
public sealed class FaultTests(FaultServers servers, ITestOutputHelper output)
{
    private const int EventsOfOne = 4;

    private static readonly int Tickets = int.TryParse(Environment.GetEnvironmentVariable("EXPERTROUTER_FAULT_TICKETS"), CultureInfo.InvariantCulture, out var tickets) ? tickets : 60;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static int Faults => Math.Max(3, Tickets / 50);

    [Fact]
    public Task Worker_KilledAgainAndAgain_LosesAndDoublesNothing() => RunAsync(
        new Disorder(),
        (installation, random) => AtRandomMomentsAsync(installation, random, async () =>
        {
            await installation.Worker.KillAsync();
            await installation.Worker.StartAsync(Cancel);
        }));

    [Fact]
    public Task Broker_KilledAgainAndAgain_LosesAndDoublesNothing() => RunAsync(
        new Disorder(), (installation, random) => AtRandomMomentsAsync(installation, random, servers.RestartRabbitAsync));

    [Fact]
    public Task Database_KilledAgainAndAgain_LosesAndDoublesNothing() => RunAsync(
        new Disorder(), (installation, random) => AtRandomMomentsAsync(installation, random, servers.RestartPostgresAsync));

    [Fact]
    public Task EveryMessage_DeliveredThreeTimes_CountsOnce() => RunAsync(new Disorder(Copies: 3), (_, _) => Task.CompletedTask);

    [Fact]
    public Task Messages_OvertakingEachOtherAndComingAgainLate_ChangeNothing() => RunAsync(
        new Disorder(Copies: 2, IsShuffled: true),
        async (installation, random) =>
        {
            while (await installation.Traffic.EventsAsync(Cancel) < EventsOfOne * Tickets)
            {
                await Task.Delay(random.Next(500, 1500), Cancel);
                await installation.Echo.RepeatAsync(installation.Traffic, random, Cancel);
            }
        });

    private async Task RunAsync(Disorder disorder, Func<Installation, Random, Task> disturb)
    {
        servers.Require();
        var seed = Environment.TickCount;
        var random = new Random(seed);
        await using var installation = await Installation.StartAsync(servers, Tickets, disorder, Cancel);

        await Task.WhenAll(installation.Traffic.SubmitAsync(Cancel), installation.Traffic.AnswerAsync(Cancel), disturb(installation, random));
        await installation.Echo.RepeatAsync(installation.Traffic, random, Cancel);
        var verdict = await Verdict.ReachAsync(installation, Tickets, Cancel);

        output.WriteLine($"{Tickets} tickets, seed {seed}: {verdict}");
        Assert.Equal(new Verdict(0, 0, 0, 0, verdict.MailsRepeated), verdict);
    }

    /// <summary>Waits each time until a random part of the work is done, then a random moment, and strikes; that must hit work under way.</summary>
    private async Task AtRandomMomentsAsync(Installation installation, Random random, Func<Task> strike)
    {
        var all = EventsOfOne * Tickets;
        var hits = 0;
        for (var fault = 0; fault < Faults; fault++)
        {
            var moment = (all * fault / Faults) + random.Next(1, all / Faults);
            int events;
            while ((events = await installation.Traffic.EventsAsync(Cancel)) < moment)
                await Task.Delay(20, Cancel);
            await Task.Delay(random.Next(0, 100), Cancel);
            hits += events < all ? 1 : 0;
            await strike();
        }
        output.WriteLine($"{hits} of {Faults} faults hit tickets under way");
        Assert.True(hits >= Faults / 2, "the faults came too late; the test showed nothing");
    }
}
