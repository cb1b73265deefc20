using System.Globalization;
using ExpertRouter.Encoder.Serving;
using ExpertRouter.Encoder.Training;
using ExpertRouter.Evaluation.Datasets;
using ExpertRouter.Evaluation.Datasets.Dblp;
using ExpertRouter.Evaluation.Datasets.Embeddings;
using ExpertRouter.Evaluation.Datasets.Maintainers;
using ExpertRouter.Evaluation.Datasets.Reviewers;
using ExpertRouter.Evaluation.Experiments;
using Microsoft.Extensions.Logging;

namespace ExpertRouter.App.Evaluating.Encoders;

/// <summary>
/// <c>encoder evaluate</c>: models, mean word vectors, use-lite, TF-IDF and their sums side by side on the same texts in one run. Every encoder is read in the
/// same ways. The last rows say how fast each was, on what device.
/// </summary>
public sealed class EncoderEvaluation(ILogger<TextEncoder> logger, TimeProvider time)
{
    /// <summary>The command's name in reports.</summary>
    public const string Command = "encoder evaluate";

    /// <summary>Measures.</summary>
    /// <param name="log">Takes a line before each set.</param>
    /// <exception cref="ModelLoadException">A model folder does not hold what its manifest says.</exception>
    public async Task<EvaluationReport> RunAsync(EncoderEvaluationOptions options, Action<string> log, CancellationToken cancellationToken)
    {
        using var useLite = options.UseLite is null ? null : new UseLiteFolder(options.UseLite);
        var serving = new EncoderOptions { Threads = options.Threads, CacheEntries = 0 };
        var encoders = new List<TextEncoder>();
        try
        {
            foreach (var folder in (string[])[.. options.Models, .. useLite is null ? Array.Empty<string>() : [useLite.Path]])
                encoders.Add(TextEncoder.Load(folder, serving, logger, time));
            TimedEmbedder[] timed = [.. encoders.Select((encoder, i) => Timed(encoder, Name(encoders, i))), .. Baselines(options.WordVectors)];
            var rows = new List<EvaluationRow>();
            foreach (var (name, measure) in Measurements(options, [.. timed.Select(embedder => embedder.Embedder)]))
            {
                log(name);
                rows.AddRange(await measure(cancellationToken));
            }

            rows.AddRange(timed.Where(embedder => embedder.Texts > 0).Select(Throughput));
            return new EvaluationReport(Command, rows);
        }
        finally
        {
            encoders.ForEach(encoder => encoder.Dispose());
        }
    }

    private static IEnumerable<(string Name, Func<CancellationToken, Task<IReadOnlyList<EvaluationRow>>> Measure)> Measurements(
        EncoderEvaluationOptions options, IReadOnlyList<TextEmbedder> embedders)
    {
        if (options.Reviewers is { } reviewers)
            yield return options.Development
                ? ($"{reviewers}: whose paper", token => ReviewerEmbeddings.RunOnOwnPapersAsync(reviewers, embedders, token))
                : (reviewers, token => ReviewerEmbeddings.RunAsync(reviewers, embedders, token, options.Topics is { } chooser ? TopicRatings.Of(DblpCollection.Load(chooser)) : null));
        if (options is { Development: true, Topics: { } topics })
            yield return ($"{topics}: who knows the subject", token => ReviewerEmbeddings.RunOnTopicsAsync(Short(topics), TopicRatings.Of(DblpCollection.Load(topics)), embedders, token));
        if (options.Development)
            yield return ("demo organisation", token => PairEmbeddings.RunAsync("demo organisation, title → text", DemoPairs.Read(), embedders, token));
        foreach (var file in options.HeldOutPairs)
            yield return ($"{file}: held out", token => PairEmbeddings.RunAsync(
                "held-out pairs", JsonLines.Read<EmbeddedPair>(file).Where(pair => HeldOutPairs.Contains(pair.Anchor, HeldOutPairs.UsualShare)), embedders, token));
        foreach (var file in options.Development ? [] : options.Pairs)
            yield return (file, token => PairEmbeddings.RunAsync(Short(file), JsonLines.Read<EmbeddedPair>(file), embedders, token));
        foreach (var dump in options.Development ? [] : options.Dumps)
            yield return (dump, token => AnswerEmbeddings.RunAsync(dump, embedders, token));
        if (options.Experts is { } experts)
            yield return (experts, token =>
            {
                var collection = MaintainerCollection.Load(experts);
                return options.Development
                    ? MaintainerEmbeddings.RunOnPseudoQueriesAsync(Short(experts), collection, embedders, token)
                    : MaintainerEmbeddings.RunAsync(Short(experts), collection, embedders, token);
            });
    }

    private TimedEmbedder Timed(TextEncoder encoder, string name) => new(
        new TextEmbedder(name, async (texts, role, cancellationToken) =>
            (await encoder.EncodeAsync(texts, role == TextRole.Query ? EncoderRole.Query : EncoderRole.Passage, cancellationToken)).Vectors),
        $"{encoder.ModelId} on {encoder.Device}",
        time);

    private IEnumerable<TimedEmbedder> Baselines(string? wordVectors)
    {
        if (wordVectors is null)
            yield break;
        foreach (var weighted in (bool[])[false, true])
        {
            var mean = WordVectorMean.Load(wordVectors, weighted);
            yield return new TimedEmbedder(
                new TextEmbedder(
                    weighted ? "word vectors, weighted mean" : "word vectors, mean",
                    (texts, _, _) => Task.FromResult<IReadOnlyList<float[]?>>([.. texts.Select(mean.Encode)])),
                "word vectors, no model, one thread",
                time);
        }
    }

    private static EvaluationRow Throughput(TimedEmbedder embedder) => new()
    {
        Dataset = "throughput",
        System = embedder.Name,
        Queries = embedder.Texts,
        Metrics = new Dictionary<string, double>
        {
            ["texts/s"] = Math.Round(embedder.TextsPerSecond), ["characters/s"] = Math.Round(embedder.CharactersPerSecond),
        },
        Notes = [string.Create(CultureInfo.InvariantCulture, $"{embedder.Name}: {embedder.About}; {Environment.ProcessorCount} processors; over all texts of this run, tokenising included")],
    };

    /// <summary>The manifest's name; with its hash where two models share it.</summary>
    private static string Name(List<TextEncoder> encoders, int index)
    {
        var name = encoders[index].Manifest.Name;
        return encoders.Count(encoder => encoder.Manifest.Name == name) == 1 ? name : encoders[index].ModelId;
    }

    private static string Short(string path) => Path.GetFileName(Path.TrimEndingDirectorySeparator(path)).Split('.')[0];
}
