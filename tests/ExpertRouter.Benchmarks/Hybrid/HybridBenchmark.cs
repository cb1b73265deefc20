using ExpertRouter.App.Demo;
using ExpertRouter.App.Finding;
using ExpertRouter.App.Setup;
using ExpertRouter.App.Training;
using ExpertRouter.Core.Model;
using ExpertRouter.Core.Retrieval;
using ExpertRouter.Data;
using ExpertRouter.Encoder.Serving;
using ExpertRouter.Evaluation.Datasets.Maintainers;
using ExpertRouter.Evaluation.Metrics;
using ExpertRouter.Search.Hybrid;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ExpertRouter.Benchmarks.Hybrid;

/// <summary>
/// <c>hybrid [--model DIR] [--stems N]</c>: how to fuse words and meaning, measured on what is no test: documents of
/// <c>debian-maintainers</c> held out by name stem (needs EXPERTROUTER_SHARED; its queries are not looked at), and requests of the demo
/// organisation, whose resolver is sought among everybody's other documents. Also how near nonsense comes to a document.
/// </summary>
internal static class HybridBenchmark
{
    private const int Nonsense = 400;
    private const int Seed = 7;

    public static async Task<int> RunAsync(string[] args)
    {
        var folder = BenchmarkArguments.Value(args, "--model") ?? Path.Combine("onnx-models", "expertrouter-moe");
        using var encoder = TextEncoder.Load(folder, new EncoderOptions { Device = DeviceChoice.Auto, Threads = 1 }, NullLogger<TextEncoder>.Instance, TimeProvider.System);
        Console.WriteLine($"{encoder.ModelId} on {encoder.Device}");
        await DemoAsync(encoder);
        if (Environment.GetEnvironmentVariable("EXPERTROUTER_SHARED") is not { Length: > 0 } shared)
        {
            Console.WriteLine("EXPERTROUTER_SHARED is not set: question sites and debian-maintainers are left out");
            return 0;
        }
        foreach (var site in new[] { "ai", "beer", "coffee" })
            await QuestionNearness.ReportAsync(encoder, Path.Combine(shared, "data", "stackexchange", site));
        await MaintainersAsync(encoder, Path.Combine(shared, "data", "debian-maintainers"), BenchmarkArguments.Number(args, "--stems", 2_000));
        return 0;
    }

    private static async Task DemoAsync(TextEncoder encoder)
    {
        var folder = Directory.CreateTempSubdirectory("expertrouter-demo-").FullName;
        try
        {
            var services = new ServiceCollection();
            services.AddExpertRouter(DataDirectory.Open(folder), new ConfigurationBuilder().Build());
            await using var provider = services.BuildServiceProvider();
            await provider.GetRequiredService<StoreMigrator>().MigrateAsync(CancellationToken.None);
            await provider.GetRequiredService<DemoOrganisation>().LoadAsync(null, CancellationToken.None);
            await using var db = await provider.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
            var documents = await db.Documents.AsNoTracking().Include(document => document.Authorships).Where(document => document.VisibilityGroups.Length == 0).ToListAsync();
            var outcomes = await provider.GetRequiredService<OutcomeReader>().ReadAsync(OutcomeReader.DefaultLimit, CancellationToken.None);
            using var set = await HybridSet.CreateAsync(encoder, documents);
            var byId = documents.ToDictionary(document => document.Id);
            var known = outcomes.Where(outcome => byId.ContainsKey(outcome.DocumentId)).ToList();
            Report("demo organisation, title of a request", await CasesAsync(set, known.Select(outcome => (byId[outcome.DocumentId].Title, outcome.Experts, outcome.DocumentId))));
            Report("demo organisation, title and body of a request", await CasesAsync(set, known.Select(outcome =>
                ($"{byId[outcome.DocumentId].Title}\n{byId[outcome.DocumentId].Body}", outcome.Experts, outcome.DocumentId))));
            await NearnessAsync(set, "demo organisation", known.Select(outcome => (byId[outcome.DocumentId].Title, outcome.Experts, outcome.DocumentId)));
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MaintainersAsync(TextEncoder encoder, string folder, int stems)
    {
        var collection = MaintainerCollection.Load(folder);
        var held = PseudoQueries.Select(collection, stems, Seed);
        var now = TimeProvider.System.GetUtcNow();
        using var set = await HybridSet.CreateAsync(encoder, [.. held.Documents.Select(position => new Document
        {
            Id = position + 1, SourceId = 1, ExternalId = collection.Documents[position].Id, Title = collection.Documents[position].Title,
            Body = collection.Documents[position].Body, CreatedAt = now,
            Authorships = [.. collection.ExpertsOfDocument[position].Select(expert => new Authorship { DocumentId = position + 1, ExpertId = expert + 1, Role = AuthorshipRole.Author })],
        })]);
        (string, IReadOnlyList<long>, long)[] whole = [.. held.Queries.Select(position => (
            PseudoQueries.TextOf(collection.Documents[position]), (IReadOnlyList<long>)[.. collection.ExpertsOfDocument[position].Select(expert => expert + 1L)], 0L))];
        (string, IReadOnlyList<long>, long)[] titles = [.. held.Queries.Zip(whole, (position, query) => (collection.Documents[position].Title, query.Item2, 0L))];
        Report("debian-maintainers, held-out documents as queries", await CasesAsync(set, whole));
        Report("debian-maintainers, their titles as queries", await CasesAsync(set, titles));
        await NearnessAsync(set, "debian-maintainers", titles);
    }

    private static async Task<IReadOnlyList<HybridCase>> CasesAsync(HybridSet set, IEnumerable<(string Text, IReadOnlyList<long> Relevant, long Without)> queries)
    {
        var cases = new List<HybridCase>();
        foreach (var (text, relevant, without) in queries)
            cases.Add(await set.AskAsync(text, relevant, without));
        return cases;
    }

    private static void Report(string name, IReadOnlyList<HybridCase> cases)
    {
        Console.WriteLine(FormattableString.Invariant($"\n{name}: {cases.Count} queries; floor {cases[0].Fusion.Floor:.000}, least cosine {cases[0].Fusion.LeastCosine:.000}\n"));
        Console.WriteLine("| fusion | nDCG@10 | against words | MRR | recall@20 |");
        Console.WriteLine("| --- | --: | --: | --: | --: |");
        double[] words = [];
        foreach (var variant in FusionVariant.All)
        {
            JudgedRanking[] judged = [.. cases.Select(one => Judge(variant.Hits(one), one))];
            double[] gain = [.. judged.Select(Metric.NdcgAt(10).Compute)];
            if (words.Length == 0)
                words = gain;
            double[] difference = [.. gain.Zip(words, (mine, other) => mine - other)];
            var mean = difference.Average();
            var error = Math.Sqrt(difference.Sum(value => (value - mean) * (value - mean)) / (difference.Length - 1.0) / difference.Length);
            Console.WriteLine(FormattableString.Invariant(
                $"| {variant.Name} | {gain.Average():.000} | {mean:+.0000;-.0000;0} ± {error:.0000} | {judged.Average(Metric.ReciprocalRank.Compute):.000} | {judged.Average(Metric.RecallAt(20).Compute):.000} |"));
        }
    }

    private static JudgedRanking Judge(IReadOnlyList<Hit> hits, HybridCase one)
    {
        var lexical = FindPipeline.Named(FindPipeline.Lexical);
        var scores = lexical.Aggregator.Aggregate(new Retrieved(hits, [], []), lexical.Options, TimeProvider.System.GetUtcNow());
        return JudgedRanking.Create(
            [.. scores.Select(score => score.ExpertId.ToString(System.Globalization.CultureInfo.InvariantCulture))],
            one.Relevant.ToDictionary(expert => expert.ToString(System.Globalization.CultureInfo.InvariantCulture), _ => 1, StringComparer.Ordinal));
    }

    /// <summary>Cosine of the nearest document: of texts that mean nothing, and of queries, where a document of the right expert is near.</summary>
    private static async Task NearnessAsync(HybridSet set, string name, IEnumerable<(string Text, IReadOnlyList<long> Relevant, long Without)> queries)
    {
        double[] nonsense = [.. (await CasesAsync(set, NonsenseTexts.Create(Nonsense, Seed).Select(text => (text, (IReadOnlyList<long>)[], 0L)))).Select(Nearest)];
        var cases = await CasesAsync(set, queries);
        double[] meant = [.. cases.Select(Nearest)];
        double[] right = [.. cases.Select(one => one.Meaning.Where(hit => hit.Authors.Any(author => one.Relevant.Contains(author.ExpertId))).Select(hit => hit.Score).DefaultIfEmpty(0).Max())];
        Console.WriteLine($"\n{name}: part of the texts with a document at least so near\n");
        Console.WriteLine("| least cosine | nonsense | titles: any document | titles: a document of the right expert | documents so near per title |");
        Console.WriteLine("| --: | --: | --: | --: | --: |");
        foreach (var least in new[] { .2, .25, .3, .35, .4, .45, .5, .55, .6, .7 })
            Console.WriteLine(FormattableString.Invariant(
                $"| {least:.00} | {Part(nonsense, least):.000} | {Part(meant, least):.000} | {Part(right, least):.000} | {cases.Average(one => one.Meaning.Count(hit => hit.Score >= least)):F1} |"));
    }

    private static double Nearest(HybridCase one) => one.Meaning.Count > 0 ? one.Meaning[0].Score : 0;

    private static double Part(double[] values, double least) => values.Count(value => value >= least) / (double)values.Length;
}
