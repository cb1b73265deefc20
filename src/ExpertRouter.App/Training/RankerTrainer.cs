using System.Globalization;
using ExpertRouter.App.Encoders;
using ExpertRouter.App.Finding;
using ExpertRouter.App.Setup;
using ExpertRouter.Core.Ranking;
using ExpertRouter.Learning.Ranking;

namespace ExpertRouter.App.Training;

/// <summary>
/// Learns a ranker from past outcomes: the earlier part trains, the later part judges. Saves it as a candidate; promotion is
/// another step (<see cref="RankerPromotion"/>). The same store and seed give the same ranker. Thread-safe.
/// </summary>
public sealed class RankerTrainer(OutcomeReader outcomes, OutcomeReplay replay, DataDirectory data, TimeProvider time, InstalledEncoders? encoders = null)
{
    /// <summary>Outcomes with somebody right among the candidates that a training needs.</summary>
    public const int FewestQueries = 50;

    /// <summary>Share of the outcomes, the latest ones, that judges.</summary>
    public const double HeldOutShare = 0.3;

    /// <summary>Trains and saves. Returns the artifact and its file.</summary>
    /// <exception cref="InvalidOperationException">There are too few outcomes; the message counts them.</exception>
    public async Task<(RankerArtifact Artifact, string Path)> TrainAsync(RankerMethod method, int seed, CancellationToken cancellationToken)
    {
        var meaning = encoders?.Serving;
        var past = await replay.RunAsync(await outcomes.ReadAsync(OutcomeReader.DefaultLimit, cancellationToken), meaning, cancellationToken);
        if (past.Queries.Count < FewestQueries)
            throw new InvalidOperationException(TooFew(past));
        IRankerTrainer trainer = method == RankerMethod.LambdaMart
            ? new LambdaMartTrainer(new LambdaMartOptions { Seed = seed, MinimumRowsPerLeaf = RowsPerLeaf(past.Queries) })
            : new ListwiseMixtureTrainer();
        var trained = new RankerTraining(trainer, time) { HeldOutShare = HeldOutShare }.Train(meaning is null ? LearnedFeatures.Names : LearnedFeatures.NamesWithMeaning, past.Queries);
        var artifact = trained.Artifact with
        {
            Seed = seed,
            Encoder = meaning?.Encoder.ModelId,
            Metrics = new Dictionary<string, double>(trained.Artifact.Metrics)
            {
                [$"MRR of {(meaning is null ? FindPipeline.Lexical : FindPipeline.Hybrid)}"] =
                    RankerTraining.Measure(meaning is null ? LearnedFeatures.LexicalRanker : LearnedFeatures.HybridRanker, trained.HeldOut).Average(),
                ["held-out queries"] = trained.HeldOut.Count,
                ["outcomes"] = past.Outcomes,
                ["outcomes with the right expert among the candidates"] = past.Queries.Count,
            },
        };
        Directory.CreateDirectory(data.RankerCandidates);
        var path = Path.Combine(
            data.RankerCandidates,
            string.Create(CultureInfo.InvariantCulture, $"{method.ToString().ToLowerInvariant()}-{artifact.TrainedAt:yyyyMMdd-HHmmss}-{artifact.DataHash[..8]}.json"));
        await artifact.SaveAsync(path, cancellationToken);
        return (artifact, path);
    }

    /// <summary>A hundredth of the rows, from 5 to 100: with few outcomes a leaf must not need more rows than there are.</summary>
    private static int RowsPerLeaf(IReadOnlyList<PastQuery> queries) => Math.Clamp(queries.Sum(query => query.Group.Candidates) / 100, 5, 100);

    private static string TooFew(ReplayedPast past) => string.Create(CultureInfo.InvariantCulture,
        $"The store holds {past.Outcomes} outcomes (questions with an accepted answer by somebody else, closed requests with a resolver, open to everybody); in {past.Queries.Count} of them a search at that time finds who turned out right. Training needs {FewestQueries} such. Ingest more history, or stay with the built-in ranking.");
}
