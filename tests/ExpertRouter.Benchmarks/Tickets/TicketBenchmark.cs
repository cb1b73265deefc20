using System.Globalization;
using ExpertRouter.App.Routing;
using ExpertRouter.Benchmarks.Find;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.Benchmarks.Tickets;

/// <summary>
/// <c>tickets [--tickets N] [--warm-up N] [--experts N] [--documents N] [--encoder] [--servers]</c>: tickets per second from the first submission until the last decision is
/// stored and announced on the bus, and the time of single decisions; <c>--servers</c> takes RabbitMQ and PostgreSQL instead of memory and SQLite.
/// </summary>
internal static class TicketBenchmark
{
    private const string Postgres = "EXPERTROUTER_TEST_POSTGRES";
    private const string Rabbit = "EXPERTROUTER_TEST_RABBITMQ";
    private const int Submitters = 8;
    private const int Words = 30;

    public static async Task<int> RunAsync(string[] args)
    {
        var servers = args.Contains("--servers");
        var (server, broker) = (Environment.GetEnvironmentVariable(Postgres), Environment.GetEnvironmentVariable(Rabbit));
        if (servers && (string.IsNullOrEmpty(server) || string.IsNullOrEmpty(broker)))
        {
            Console.Error.WriteLine($"--servers needs {Postgres} and {Rabbit}: tests/start-postgres.sh, tests/start-rabbitmq.sh");
            return 2;
        }
        var tickets = BenchmarkArguments.Number(args, "--tickets", 2000);
        var warmUp = BenchmarkArguments.Number(args, "--warm-up", 5000);
        var singles = BenchmarkArguments.Number(args, "--decisions", 500);
        var experts = BenchmarkArguments.Number(args, "--experts", 10_000);
        var documents = BenchmarkArguments.Number(args, "--documents", 50_000);
        await using var bench = await TicketBench.StartAsync(experts, documents, args.Contains("--encoder"), servers ? server : null, servers ? broker : null);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(servers ? "RabbitMQ and PostgreSQL" : "memory and SQLite")}, {experts:N0} experts, {documents:N0} documents"));

        await StreamAsync(bench, 0, warmUp, documents);
        var (start, used, allocated, paused) = (TimeProvider.System.GetTimestamp(), Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(), GC.GetTotalPauseDuration());
        await StreamAsync(bench, warmUp, tickets, documents);
        var took = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{tickets} tickets submitted by {Submitters} at once, decided and announced in {took:F1} s: {tickets / took:F0}/s (processor time {(Environment.CpuUsage.TotalTime - used).TotalMilliseconds / tickets:F1} ms, {(GC.GetTotalAllocatedBytes() - allocated) / 1024.0 / tickets:F0} KiB allocated and {(GC.GetTotalPauseDuration() - paused).TotalMilliseconds / tickets:F1} ms paused for garbage each)"));

        var (intake, router) = (bench.Get<TicketIntake>(), bench.Get<TicketRouter>());
        var latencies = new Latencies();
        allocated = GC.GetTotalAllocatedBytes();
        for (var number = 0; number < singles; number++)
        {
            var ticket = intake.ToTicket(Submission(bench, warmUp + tickets + number, documents));
            await latencies.MeasureAsync(() => router.PreviewAsync(ticket, other: null, CancellationToken.None));
        }
        Console.WriteLine($"one decision at a time: {latencies}, {(GC.GetTotalAllocatedBytes() - allocated) / 1024 / singles} KiB allocated");
        return 0;
    }

    /// <summary>Submits and waits until every decision is stored and its event on the bus.</summary>
    private static async Task StreamAsync(TicketBench bench, int from, int count, int documents)
    {
        var intake = bench.Get<TicketIntake>();
        await Parallel.ForAsync(from, from + count, new ParallelOptions { MaxDegreeOfParallelism = Submitters }, async (number, cancel) =>
            await intake.SubmitAsync(Submission(bench, number, documents), cancel));
        while (true)
        {
            await using (var db = bench.CreateDbContext())
            {
                if (await db.FailedMessages.FirstOrDefaultAsync() is { } failed)
                    throw new InvalidOperationException($"A message failed: {failed.Reason}");
                if (await db.TicketDecisions.CountAsync() == from + count && !await db.Outbox.AnyAsync(message => message.SentAt == null))
                    return;
            }
            await Task.Delay(200);
        }
    }

    private static TicketSubmission Submission(TicketBench bench, int number, int documents) => new()
    {
        Origin = "bench",
        ExternalId = number.ToString(CultureInfo.InvariantCulture),
        Title = bench.Corpus.Query(number, documents),
        Text = string.Join(' ', bench.Corpus.Document(1 + (number % documents)).Body.Split(' ').Take(Words)),
        RequesterEmail = TicketBench.Asker,
    };
}
