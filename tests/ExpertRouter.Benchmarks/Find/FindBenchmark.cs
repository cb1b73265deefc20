using System.Globalization;
using ExpertRouter.App.Finding;
using ExpertRouter.Core.Retrieval;

namespace ExpertRouter.Benchmarks.Find;

/// <summary>
/// <c>find [--documents N] [--queries N] [--encoder DIR] [--texts FILE]</c>: latency of retrieval (200 deep) and aggregation at a quarter of the documents and at
/// all of them, one query at a time, after a warm-up; with an encoder of the lexical and the hybrid pipeline in turn.
/// </summary>
internal static class FindBenchmark
{
    private const int WarmUp = 50;
    private const int Seed = 20260101;

    public static async Task<int> RunAsync(string[] args)
    {
        var documents = BenchmarkArguments.Number(args, "--documents", 1_000_000);
        var queries = BenchmarkArguments.Number(args, "--queries", 500);
        var encoder = BenchmarkArguments.Value(args, "--encoder");
        BenchmarkCorpus corpus = BenchmarkArguments.Value(args, "--texts") is { } texts
            ? RecombinedCorpus.Read(Seed, FindBench.Experts, texts)
            : new SyntheticCorpus(Seed, FindBench.Experts);
        using var bench = new FindBench(corpus, encoder);
        await bench.SaveExpertsAsync();
        string[] pipelines = encoder is not null ? [FindPipeline.Lexical, FindPipeline.Hybrid] : [FindPipeline.Lexical];
        var quarter = await StepAsync(bench, 1, documents / 4, queries, pipelines);
        var whole = await StepAsync(bench, documents / 4 + 1, documents, queries, pipelines);
        Console.WriteLine(FormattableString.Invariant(
            $"growth for 4 times the documents: p50 x {whole.Processor.P50 / quarter.Processor.P50:F2}, p95 x {whole.Processor.P95 / quarter.Processor.P95:F2} (processor time)"));
        return 0;
    }

    /// <summary>Times of queries drawn from all documents so far; the first ones only warm up.</summary>
    public static async Task<Latencies> MeasureAsync(BenchmarkCorpus corpus, long documents, int queries, Func<string, Task> find)
    {
        for (var number = 0; number < WarmUp; number++)
            await find(corpus.Query(-1 - number, documents));
        var latencies = new Latencies();
        for (var number = 0; number < queries; number++)
        {
            var text = corpus.Query(number, documents);
            await latencies.MeasureAsync(() => find(text));
        }
        return latencies;
    }

    private static async Task<Latencies> StepAsync(FindBench bench, long from, long to, int queries, IReadOnlyList<string> pipelines)
    {
        var start = TimeProvider.System.GetTimestamp();
        await bench.AddDocumentsAsync(from, to);
        var took = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        Console.WriteLine(FormattableString.Invariant(
            $"{to:N0} documents, {bench.IndexBytes / 1e6:N0} MB index ({(to - from + 1) / took:N0} documents/s indexed)"));
        var first = default(Latencies);
        foreach (var pipeline in pipelines)
        {
            var stages = new Dictionary<string, List<double>>();
            var latencies = await MeasureAsync(bench.Corpus, to, queries, async text => Add(stages, (await bench.FindAsync(text, pipeline)).Trace));
            Console.WriteLine(first is null ? $"  {pipeline}: {latencies}" : FormattableString.Invariant(
                $"  {pipeline}: {latencies}; processor time x {latencies.Processor.P50 / first.Processor.P50:F2} at p50, x {latencies.Processor.P95 / first.Processor.P95:F2} at p95"));
            Console.WriteLine($"    stages, median on the clock: {string.Join(", ", stages.Select(stage => FormattableString.Invariant($"{stage.Key} {stage.Value.Order().ElementAt(stage.Value.Count / 2):F2} ms")))}");
            first ??= latencies;
        }
        return first!;
    }

    private static void Add(Dictionary<string, List<double>> stages, IReadOnlyList<StageTrace> trace)
    {
        foreach (var stage in trace)
        {
            if (!stages.TryGetValue(stage.Stage, out var times))
                stages.Add(stage.Stage, times = []);
            times.Add(stage.Milliseconds);
        }
    }
}
