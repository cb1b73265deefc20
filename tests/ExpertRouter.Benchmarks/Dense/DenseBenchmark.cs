using System.Diagnostics;
using System.Globalization;
using ExpertRouter.Core.Model;
using ExpertRouter.Core.Retrieval;
using ExpertRouter.Search.Dense;
using ExpertRouter.Search.Lexical.Indexing;
using Microsoft.Extensions.AI;

namespace ExpertRouter.Benchmarks.Dense;

/// <summary>
/// Exact dense search on all cores it is given (<c>taskset -c 0</c> for one), rights and deletions included: random unit vectors in a real store, the same documents in a real
/// lexical index (every tenth restricted), top 100 of each query as a member of one group and as the public.
/// </summary>
internal static class DenseBenchmark
{
    private const int DefaultQueries = 50;
    private const int Depth = 100;

    public static int Run(string[] args)
    {
        var count = BenchmarkArguments.Number(args, "--vectors", 1_000_000);
        var dimension = BenchmarkArguments.Number(args, "--dimension", 256);
        var queries = BenchmarkArguments.Number(args, "--queries", DefaultQueries);
        var precision = args.Contains("--exact") ? VectorPrecision.Exact : VectorPrecision.Quantized;
        var folder = Directory.CreateTempSubdirectory("dense-benchmark").FullName;
        try
        {
            using var index = LexicalIndex.Open(Path.Combine(folder, "lexical"));
            var vectors = new VectorStore(Path.Combine(folder, "vectors"), new VectorSpace("random", dimension, precision));
            index.BeginWriting();
            vectors.BeginWriting(index.Checkpoint);
            Fill(index, vectors, count, dimension);
            using var encoder = new NamedGenerator("random");
            Measure(new DenseRetriever(index, vectors, encoder, TimeProvider.System, "dense"), vectors, count, dimension, queries);
            var reopening = Stopwatch.StartNew();
            new VectorStore(Path.Combine(folder, "vectors"), vectors.Space).Refresh();
            Console.WriteLine($"reading the store from disk, checksums included: {reopening.ElapsedMilliseconds} ms");
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Fill(LexicalIndex index, VectorStore vectors, int count, int dimension)
    {
        var random = new Random(1);
        var filling = Stopwatch.StartNew();
        for (var start = 1; start <= count; start += 50_000)
        {
            var ids = Enumerable.Range(start, Math.Min(50_000, count - start + 1)).ToList();
            vectors.Append([.. ids.Select(id => new EntryVectors(id, [Unit(random, dimension)]))], new IndexCheckpoint(ids[^1], 0));
            foreach (var id in ids)
                index.Put(new Document
                {
                    Id = id, SourceId = 1, ExternalId = id.ToString(CultureInfo.InvariantCulture), Title = "x", Body = "", VisibilityGroups = id % 10 == 0 ? ["staff"] : [],
                });
            index.Commit(new IndexCheckpoint(ids[^1], 0));
            vectors.Compact(index.Checkpoint);
        }
        index.Refresh();
        Console.WriteLine($"{count:n0} vectors of {dimension} ({vectors.Space.Precision}) in {vectors.SegmentCount} segments, written with their index in {filling.Elapsed.TotalSeconds:f0} s");
    }

    private static void Measure(DenseRetriever retriever, VectorStore vectors, int count, int dimension, int searches)
    {
        var random = new Random(2);
        var queries = Enumerable.Range(0, searches).Select(_ => Unit(random, dimension)).ToList();
        foreach (var (name, viewer) in new[] { ("the public", Viewer.Public), ("a member of one group", new Viewer(new HashSet<string> { "staff" })) })
        {
            var query = new Query("", viewer, QueryFilter.None, DateTimeOffset.UnixEpoch);
            var first = Stopwatch.StartNew();
            retriever.Search(queries[0], query, Depth, CancellationToken.None);
            var cold = first.Elapsed.TotalMilliseconds;
            var processorBefore = Environment.CpuUsage.TotalTime;
            var times = queries.Select(vector =>
            {
                var watch = Stopwatch.StartNew();
                retriever.Search(vector, query, Depth, CancellationToken.None);
                return watch.Elapsed.TotalMilliseconds;
            }).Order().ToList();
            var processor = (Environment.CpuUsage.TotalTime - processorBefore).TotalMilliseconds / searches;
            Console.WriteLine($"as {name}: processor time {processor:f1} ms a search; wall clock median {times[searches / 2]:f1} ms, p95 {times[searches * 95 / 100]:f1} ms, fastest {times[0]:f1} ms (first search after a refresh {cold:f0} ms)");
        }
        Console.WriteLine($"memory of the vectors: {vectors.RowCount * (long)dimension * (vectors.Space.Precision == VectorPrecision.Exact ? 4 : 1) / 1e6:f0} MB for {count:n0}");
    }

    private static float[] Unit(Random random, int dimension)
    {
        var vector = new float[dimension];
        for (var i = 0; i < dimension; i++)
            vector[i] = (float)(random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5);
        var norm = MathF.Sqrt(vector.Sum(value => value * value));
        for (var i = 0; i < dimension; i++)
            vector[i] /= norm;
        return vector;
    }

    /// <summary>Names the model of the vectors; the benchmark brings its query vectors itself.</summary>
    private sealed class NamedGenerator(string model) : IEmbeddingGenerator<string, Embedding<float>>
    {
        public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
            IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default) =>
            Task.FromResult(new GeneratedEmbeddings<Embedding<float>>());

        public object? GetService(Type serviceType, object? serviceKey = null) =>
            serviceType == typeof(EmbeddingGeneratorMetadata) ? new EmbeddingGeneratorMetadata("benchmark", null, model) : null;

        public void Dispose()
        {
        }
    }
}
