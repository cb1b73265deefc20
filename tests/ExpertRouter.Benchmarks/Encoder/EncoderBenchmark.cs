using System.Diagnostics;
using System.Globalization;
using ExpertRouter.Encoder.Serving;
using ExpertRouter.Encoder.Tokenization;
using Microsoft.Extensions.Logging.Abstractions;

namespace ExpertRouter.Benchmarks.Encoder;

/// <summary>
/// Texts per second of a served model on CPU, tokenising and queue included: random words of its vocabulary (frequent ones more often),
/// 20 and 128 tokens in batches, then single queries one after the other.
/// </summary>
internal static class EncoderBenchmark
{
    private const int Queries = 500;

    public static async Task<int> RunAsync(string[] args)
    {
        var folder = Value(args, "--model") ?? Path.Combine("onnx-models", "expertrouter-moe");
        var count = int.Parse(Value(args, "--texts") ?? "4000", CultureInfo.InvariantCulture);
        var loading = Stopwatch.StartNew();
        var options = new EncoderOptions { Device = DeviceChoice.Auto, CacheEntries = 0 };
        using var encoder = TextEncoder.Load(folder, options, NullLogger<TextEncoder>.Instance, TimeProvider.System);
        Console.WriteLine($"{encoder.ModelId} on {encoder.Device}, loaded and probed in {loading.ElapsedMilliseconds} ms; {Environment.ProcessorCount} processors");
        var words = WordVocabulary.Load(Path.Combine(folder, encoder.Manifest.Tokenizer.File));
        foreach (var length in new[] { 20, 128 })
        {
            var texts = Texts(words, count, length);
            await encoder.EncodeAsync([.. texts.Take(500)], EncoderRole.Passage, CancellationToken.None);
            var before = Environment.CpuUsage.TotalTime;
            var watch = Stopwatch.StartNew();
            await encoder.EncodeAsync(texts, EncoderRole.Passage, CancellationToken.None);
            var seconds = watch.Elapsed.TotalSeconds;
            var processor = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
            Console.WriteLine($"{length} tokens: {count / seconds:n0} texts/s ({count / processor:n0} per second of processor time)");
        }
        var times = new List<double>();
        foreach (var text in Texts(words, Queries, 12))
        {
            var watch = Stopwatch.StartNew();
            await encoder.EncodeAsync([text], EncoderRole.Query, CancellationToken.None);
            times.Add(watch.Elapsed.TotalMilliseconds);
        }
        times.Sort();
        Console.WriteLine($"single query of 12 tokens: median {times[Queries / 2]:f2} ms, p95 {times[Queries * 95 / 100]:f2} ms");
        return 0;
    }

    private static List<string> Texts(WordVocabulary words, int count, int length)
    {
        var random = new Random(length);
        return [.. Enumerable.Range(0, count).Select(_ => string.Join(' ', Enumerable.Range(0, length)
            .Select(_ => words.WordOf(1 + (int)(words.WordCount * Math.Pow(random.NextDouble(), 3))))))];
    }

    private static string? Value(string[] args, string name) =>
        Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;
}
