using System.Diagnostics;
using System.Globalization;
using ExpertRouter.App.Indexing;
using ExpertRouter.App.Ingestion;
using ExpertRouter.App.Setup;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ExpertRouter.Benchmarks.Ingest;

/// <summary>
/// <c>ingest --posts N [--keep DIR]</c>: generates a dump, ingests it into an empty SQLite store, indexes it, and prints posts per
/// second and the process's peak memory (VmHWM where the system tells it). Generation runs in the same process but keeps no posts.
/// </summary>
internal static class IngestBenchmark
{
    public static async Task<int> RunAsync(string[] args)
    {
        var posts = BenchmarkArguments.Number(args, "--posts", 200_000);
        var folder = BenchmarkArguments.Value(args, "--keep") ?? Directory.CreateTempSubdirectory("expertrouter-bench-").FullName;
        try
        {
            var dump = Path.Combine(folder, $"dump-{posts}");
            if (!File.Exists(Path.Combine(dump, "Posts.xml")))
                DumpGenerator.Write(dump, posts, seed: 17);
            var size = new DirectoryInfo(dump).EnumerateFiles().Sum(file => file.Length);
            Console.WriteLine($"dump: {posts:N0} posts, {size / 1e6:N0} MB");
            var data = DataDirectory.Open(Path.Combine(folder, "data"));
            Directory.Delete(data.Root, recursive: true);
            Directory.CreateDirectory(data.Root);
            var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Encoder:Enabled"] = (BenchmarkArguments.Value(args, "--encoder") is not null).ToString(), ["Encoder:Model"] = BenchmarkArguments.Value(args, "--encoder"),
            }).Build();
            await using var services = new ServiceCollection().AddLogging().AddExpertRouter(data, configuration).BuildServiceProvider();
            await services.GetRequiredService<StoreMigrator>().MigrateAsync(CancellationToken.None);
            var ingestion = services.GetRequiredService<IngestionService>();
            var ingested = await MeasureAsync(ingestion, dump, "first run");
            var indexed = await MeasureIndexAsync(services.GetRequiredService<IndexUpdater>());
            Console.WriteLine($"ingest and index: {posts / (ingested + indexed):N0} posts/s on {Environment.ProcessorCount} processors");
            await MeasureAsync(ingestion, dump, "second run");
            Console.WriteLine($"store: {new FileInfo(data.Database).Length / 1e6:N0} MB; peak memory of the process: {PeakMegabytes():N0} MB");
            return 0;
        }
        finally
        {
            if (BenchmarkArguments.Value(args, "--keep") is null)
                Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double> MeasureAsync(IngestionService ingestion, string dump, string what)
    {
        var last = 0L;
        var watch = Stopwatch.StartNew();
        var cpuBefore = Environment.CpuUsage.TotalTime;
        var report = await ingestion.RunAsync(new IngestionRequest("stackexchange", [dump]), new Progress<IngestionProgress>(Show), CancellationToken.None);
        var seconds = watch.Elapsed.TotalSeconds;
        var run = report.Run;
        Console.WriteLine($"{what}: {run.Read:N0} items in {seconds:N1} s = {run.Read / seconds:N0} items/s "
            + $"(new {run.New:N0}, changed {run.Changed:N0}, unchanged {run.Unchanged:N0}, rejected {run.Rejected:N0}); processor time {(Environment.CpuUsage.TotalTime - cpuBefore).TotalSeconds:N1} s; peak {PeakMegabytes():N0} MB");
        return seconds;

        void Show(IngestionProgress progress)
        {
            if (progress.Read < Interlocked.Read(ref last) + 200_000)
                return;
            Interlocked.Exchange(ref last, progress.Read);
            Console.WriteLine($"  {progress.Read:N0} items, {progress.ItemsPerSecond:N0}/s, {progress.Fraction:P0}, peak {PeakMegabytes():N0} MB");
        }
    }

    private static async Task<double> MeasureIndexAsync(IndexUpdater updater)
    {
        var watch = Stopwatch.StartNew();
        var cpuBefore = Environment.CpuUsage.TotalTime;
        var entries = await updater.CatchUpAsync(progress: null, CancellationToken.None);
        var seconds = watch.Elapsed.TotalSeconds;
        Console.WriteLine($"index: {entries:N0} entries in {seconds:N1} s = {entries / seconds:N0} entries/s; "
            + $"processor time {(Environment.CpuUsage.TotalTime - cpuBefore).TotalSeconds:N1} s; peak {PeakMegabytes():N0} MB");
        return seconds;
    }

    private static double PeakMegabytes()
    {
        const string status = "/proc/self/status";
        if (File.Exists(status))
        {
            foreach (var line in File.ReadLines(status))
            {
                if (line.StartsWith("VmHWM:", StringComparison.Ordinal))
                    return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
            }
        }
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / 1048576.0;
    }
}
