using System.Globalization;
using System.Text.Json;
using ExpertRouter.App.Encoders;
using ExpertRouter.App.Finding;
using ExpertRouter.App.Setup;
using ExpertRouter.Core.Ranking;
using ExpertRouter.Evaluation.Experiments;
using ExpertRouter.Learning.Ranking;

namespace ExpertRouter.App.Training;

/// <summary>
/// The gate before searches: a candidate goes into force only if it is significantly better than what is in force, on outcomes
/// that neither was trained on (Fisher's randomisation test, seeded). Every decision is recorded. Thread-safe.
/// </summary>
public sealed class RankerPromotion(
    OutcomeReader outcomes, OutcomeReplay replay, PromotedRanker promoted, DataDirectory data, TimeProvider time, InstalledEncoders? encoders = null)
{
    /// <summary>Held-out outcomes below which nothing is tested.</summary>
    public const int FewestHeldOut = 15;

    /// <summary>Seed of the test.</summary>
    public const int TestSeed = 1;

    private const int Rounds = 20_000;
    private static readonly JsonSerializerOptions Line = new(JsonSerializerDefaults.Web);

    /// <summary>Compares a candidate and, if it is better, puts it into force.</summary>
    /// <param name="path">File of the candidate.</param>
    /// <param name="cancellationToken">Stops before anything is changed.</param>
    /// <exception cref="InvalidDataException">The file cannot be used; the message says why.</exception>
    public async Task<RankerHistoryEntry> PromoteAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"{path}: there is no such file; 'expertrouter rank status' lists the candidates.", path);
        var candidate = await PromotedRanker.LoadAsync(path, cancellationToken);
        var meaning = encoders?.Serving;
        PromotedRanker.RequireEncoder(candidate, path, meaning?.Encoder.ModelId);
        // A ranker of another encoder is not in force: searches run without it.
        var current = await promoted.ReadAsync(cancellationToken) is { } promotedOne && (promotedOne.Encoder is null || promotedOne.Encoder == meaning?.Encoder.ModelId) ? promotedOne : null;
        var until = Until(candidate, path);
        if (current is not null && Until(current, data.Ranker) is var other && other > until)
            until = other;
        var past = await outcomes.ReadAsync(OutcomeReader.DefaultLimit, cancellationToken);
        var mine = await MeasureAsync(candidate.ToRanker(), past, candidate.Encoder is null ? null : meaning, until, cancellationToken);
        var others = current is not null
            ? await MeasureAsync(current.ToRanker(), past, current.Encoder is null ? null : meaning, until, cancellationToken)
            : await MeasureAsync(meaning is null ? LearnedFeatures.LexicalRanker : LearnedFeatures.HybridRanker, past, meaning, until, cancellationToken);
        // Somebody right whom one of them does not even find counts as rank infinity there.
        string[] heldOut = [.. mine.Keys.Union(others.Keys).Order(StringComparer.Ordinal)];
        var decision = new PromotionCheck(Test).Decide([.. heldOut.Select(query => mine.GetValueOrDefault(query) - others.GetValueOrDefault(query))]);
        var entry = new RankerHistoryEntry(
            time.GetUtcNow(), Path.GetFileName(path), candidate.Method, candidate.DataHash, current?.DataHash, heldOut.Length,
            decision.Promoted, decision.Difference, decision.PValue, decision.Reason);
        Directory.CreateDirectory(data.Models);
        if (decision.Promoted)
            await candidate.SaveAsync(data.Ranker, cancellationToken);
        await File.AppendAllTextAsync(data.RankerHistory, JsonSerializer.Serialize(entry, Line) + "\n", CancellationToken.None);
        return entry;
    }

    /// <summary>All decisions, oldest first.</summary>
    /// <exception cref="InvalidDataException">A line cannot be read; the message names it.</exception>
    public async Task<IReadOnlyList<RankerHistoryEntry>> HistoryAsync(CancellationToken cancellationToken)
    {
        var entries = new List<RankerHistoryEntry>();
        if (!File.Exists(data.RankerHistory))
            return entries;
        foreach (var (number, line) in (await File.ReadAllLinesAsync(data.RankerHistory, cancellationToken)).Index())
        {
            try
            {
                if (JsonSerializer.Deserialize<RankerHistoryEntry>(line, Line) is { } entry)
                    entries.Add(entry);
            }
            catch (JsonException error)
            {
                throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{data.RankerHistory}:{number + 1}: is no promotion entry: {error.Message}"), error);
            }
        }
        return entries;
    }

    /// <summary>Reciprocal ranks by query, on the outcomes after a time.</summary>
    private async Task<IReadOnlyDictionary<string, double>> MeasureAsync(
        IRanker ranker, IReadOnlyList<PastOutcome> past, VectorSet? meaning, DateTimeOffset until, CancellationToken cancellationToken)
    {
        PastQuery[] queries = [.. (await replay.RunAsync(past, meaning, cancellationToken)).Queries.Where(query => query.At > until)];
        return queries.Zip(RankerTraining.Measure(ranker, queries)).ToDictionary(entry => entry.First.Id, entry => entry.Second, StringComparer.Ordinal);
    }

    private static double? Test(IReadOnlyList<double> differences) =>
        differences.Count < FewestHeldOut ? null : PairedTests.RandomisationTest(differences, Rounds, TestSeed);

    private static DateTimeOffset Until(RankerArtifact artifact, string path) =>
        artifact.TrainedUntil ?? throw new InvalidDataException($"{path}: does not say until when it was trained, so nothing is known to be held out; train anew.");
}
