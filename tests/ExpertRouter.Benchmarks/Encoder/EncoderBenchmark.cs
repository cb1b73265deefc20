using System.Diagnostics;
using System.Globalization;
using ExpertRouter.Encoder.Diagnostics;
using ExpertRouter.Encoder.Serving;
using ExpertRouter.Encoder.Tokenization;
using Microsoft.Extensions.Logging.Abstractions;

namespace ExpertRouter.Benchmarks.Encoder;

/// <summary>
/// Texts per second of a served model on CPU, tokenising and queue included: random words of its vocabulary (frequent ones more often),
/// 20 and 128 tokens in batches (after two passes that let the compiler finish), then single queries one after the other; last the model without tokenising beside a bare MatMul of the same arithmetic.
/// </summary>
internal static class EncoderBenchmark
{
    private const int Queries = 500;
    private static readonly int Batch = new EncoderOptions().MaxBatchTexts;
    private const int WarmUpPasses = 2;
    private static readonly (int Tokens, int Goal)[] Goals = [(20, 1500), (128, 300)];

    public static async Task<int> RunAsync(string[] args)
    {
        var folder = BenchmarkArguments.Value(args, "--model") ?? Path.Combine("onnx-models", "expertrouter-moe");
        var count = BenchmarkArguments.Number(args, "--texts", 4000);
        var rounds = BenchmarkArguments.Number(args, "--rounds", 400);
        var loading = Stopwatch.StartNew();
        var options = new EncoderOptions { Device = DeviceChoice.Auto, CacheEntries = 0 };
        using var encoder = TextEncoder.Load(folder, options, NullLogger<TextEncoder>.Instance, TimeProvider.System);
        Console.WriteLine($"{encoder.ModelId} on {encoder.Device}, loaded and probed in {loading.ElapsedMilliseconds} ms; {Environment.ProcessorCount} processors");
        var words = WordVocabulary.Load(Path.Combine(folder, encoder.Manifest.Tokenizer.File));
        foreach (var (length, goal) in Goals)
        {
            var texts = Texts(words, count, length);
            for (var pass = 0; pass < WarmUpPasses; pass++)
                await encoder.EncodeAsync(texts, EncoderRole.Passage, CancellationToken.None);
            var before = Environment.CpuUsage.TotalTime;
            var watch = Stopwatch.StartNew();
            await encoder.EncodeAsync(texts, EncoderRole.Passage, CancellationToken.None);
            var seconds = watch.Elapsed.TotalSeconds;
            var processor = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
            Console.WriteLine($"{length} tokens: {count / seconds:n0} texts/s ({count / processor:n0} per second of processor time); goal {goal:n0}: {Verdict(count / seconds >= goal)}");
        }
        var times = new List<double>();
        foreach (var text in Texts(words, Queries, 12))
        {
            var watch = Stopwatch.StartNew();
            await encoder.EncodeAsync([text], EncoderRole.Query, CancellationToken.None);
            times.Add(watch.Elapsed.TotalMilliseconds);
        }
        times.Sort();
        Console.WriteLine($"single query of 12 tokens: median {times[Queries / 2]:f2} ms, p95 {times[Queries * 95 / 100]:f2} ms; goal p95 5 ms: {Verdict(times[Queries * 95 / 100] <= 5)}");
        foreach (var threads in new[] { 1, Environment.ProcessorCount }.Distinct())
            foreach (var (length, _) in Goals)
            {
                var speed = MatMulCeiling.Measure(folder, length, Batch, threads, rounds, TimeProvider.System);
                Console.WriteLine(
                    $"{length} tokens, {threads} thread(s), fastest of {rounds} batches of {Batch}, ids to vectors: {speed.TextsPerSecond:n0} texts/s; one MatMul of the same {speed.FlopsPerText / 1e6:f2} MFLOP: "
                    + $"{speed.MatMulTextsPerSecond:n0}; share {speed.Share:f2}, goal .5: {Verdict(speed.Share >= .5)}");
            }
        return 0;
    }

    private static string Verdict(bool reached) => reached ? "reached" : "not reached";

    public static List<string> Texts(WordVocabulary words, int count, int length)
    {
        var random = new Random(length);
        return [.. Enumerable.Range(0, count).Select(_ => string.Join(' ', Enumerable.Range(0, length)
            .Select(_ => words.WordOf(1 + (int)(words.WordCount * Math.Pow(random.NextDouble(), 3))))))];
    }
}
