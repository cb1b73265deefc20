using System.Diagnostics;
using System.Globalization;
using System.Numerics.Tensors;
using ExpertRouter.Encoder.Serving;
using ExpertRouter.Encoder.Tokenization;
using Microsoft.Extensions.Logging.Abstractions;

namespace ExpertRouter.Benchmarks.Encoder;

/// <summary>
/// The same model on CPU and on CUDA in one run: largest difference between their vectors, texts per second, single queries. Ends with an error where CUDA does not work.
/// </summary>
internal static class DeviceBenchmark
{
    private const double Tolerance = 1e-3;
    private const int Warm = 256;
    private static readonly int[] Lengths = [20, 128, 250];

    public static async Task<int> RunAsync(string[] args)
    {
        var folder = BenchmarkArguments.Value(args, "--model") ?? Path.Combine("onnx-models", "expertrouter-moe");
        var count = BenchmarkArguments.Number(args, "--texts", 20_000);
        using var cpu = Load(folder, new EncoderOptions { Device = DeviceChoice.Cpu });
        using var cuda = Load(folder, Large);
        Console.WriteLine($"{cpu.ModelId}, {Environment.ProcessorCount} processors, batches of at most {new EncoderOptions().MaxBatchTexts} and {Large.MaxBatchTexts} texts on CUDA");
        var words = WordVocabulary.Load(Path.Combine(folder, cpu.Manifest.Tokenizer.File));
        var largest = 0.0;
        foreach (var length in Lengths)
        {
            var texts = EncoderBenchmark.Texts(words, count, length);
            var (onCpu, cpuSpeed) = await MeasureAsync(cpu, texts);
            var (onCuda, cudaSpeed) = await MeasureAsync(cuda, texts);
            var difference = onCpu.Zip(onCuda, Difference).Max();
            largest = Math.Max(largest, difference);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{length} tokens: {cpuSpeed:n0} texts/s on {cpu.Device}, {cudaSpeed:n0} on {cuda.Device} ({cudaSpeed / cpuSpeed:f2} times); largest difference of a component {difference:e1}"));
        }

        foreach (var encoder in (TextEncoder[])[cpu, cuda])
        {
            var times = new List<double>();
            foreach (var text in EncoderBenchmark.Texts(words, 500, 12))
            {
                var watch = Stopwatch.StartNew();
                await encoder.EncodeAsync([text], EncoderRole.Query, CancellationToken.None);
                times.Add(watch.Elapsed.TotalMilliseconds);
            }

            times.Sort();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"single query of 12 tokens on {encoder.Device}: median {times[times.Count / 2]:f2} ms, p95 {times[times.Count * 95 / 100]:f2} ms"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"parity within {Tolerance}: {(largest <= Tolerance ? "reached" : "not reached")}"));
        return largest <= Tolerance ? 0 : 1;
    }

    private static EncoderOptions Large { get; } = new() { Device = DeviceChoice.Cuda, MaxBatchTexts = 1024, MaxBatchTokens = 262_144, MaxPooledBatchTokens = 262_144 };

    private static TextEncoder Load(string folder, EncoderOptions options) =>
        TextEncoder.Load(folder, options with { CacheEntries = 0 }, NullLogger<TextEncoder>.Instance, TimeProvider.System);

    private static async Task<(IReadOnlyList<float[]?> Vectors, double TextsPerSecond)> MeasureAsync(TextEncoder encoder, List<string> texts)
    {
        await encoder.EncodeAsync([.. texts.Take(Warm)], EncoderRole.Passage, CancellationToken.None);
        var watch = Stopwatch.StartNew();
        var encoded = await encoder.EncodeAsync(texts, EncoderRole.Passage, CancellationToken.None);
        return (encoded.Vectors, texts.Count / watch.Elapsed.TotalSeconds);
    }

    private static double Difference(float[]? left, float[]? right)
    {
        if (left is null || right is null) return left is null && right is null ? 0 : double.PositiveInfinity;
        var difference = new float[left.Length];
        TensorPrimitives.Subtract(left, right, difference);
        return Math.Abs(TensorPrimitives.MaxMagnitude<float>(difference));
    }
}
