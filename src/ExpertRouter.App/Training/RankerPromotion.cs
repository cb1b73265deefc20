using System.Globalization;
using System.Text.Json;
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
public sealed class RankerPromotion(OutcomeReader outcomes, OutcomeReplay replay, PromotedRanker promoted, DataDirectory data, TimeProvider time)
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
        var current = await promoted.ReadAsync(cancellationToken);
        var until = Until(candidate, path);
        if (current is not null && Until(current, data.Ranker) is var other && other > until)
            until = other;
        var past = await replay.RunAsync(await outcomes.ReadAsync(OutcomeReader.DefaultLimit, cancellationToken), cancellationToken);
        PastQuery[] heldOut = [.. past.Queries.Where(query => query.At > until)];
        var decision = new PromotionCheck(Test).Decide(
            candidate.ToRanker(), current?.ToRanker() ?? LearnedFeatures.LexicalRanker, heldOut);
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

    private static double? Test(IReadOnlyList<double> differences) =>
        differences.Count < FewestHeldOut ? null : PairedTests.RandomisationTest(differences, Rounds, TestSeed);

    private static DateTimeOffset Until(RankerArtifact artifact, string path) =>
        artifact.TrainedUntil ?? throw new InvalidDataException($"{path}: does not say until when it was trained, so nothing is known to be held out; train anew.");
}
