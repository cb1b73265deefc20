using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.ML;
using Microsoft.ML.Calibrators;

namespace ExpertRouter.Learning.Acceptance;

/// <summary>
/// Fits probabilities to past outcomes through ML.NET: on the earlier ones, measured on the later. Refuses too few. What is
/// fitted is taken over into own types, so that serving needs no ML.NET. Deterministic and thread-safe.
/// </summary>
/// <param name="measure">Probabilities and outcomes → metrics by name, such as ECE and Brier.</param>
/// <param name="time">Dates the artifact.</param>
public sealed class CalibrationTraining(
    Func<IReadOnlyList<double>, IReadOnlyList<bool>, IReadOnlyDictionary<string, double>> measure, TimeProvider time)
{
    private const int ManyOutcomes = 1000;

    /// <summary>Share of the outcomes, the latest ones, that is held out.</summary>
    public double HeldOutShare { get; init; } = .25;

    /// <summary>Fewer outcomes than this are refused.</summary>
    public int MinimumOutcomes { get; init; } = 200;

    /// <summary>Fewer successes or failures than this among those to fit on are refused.</summary>
    public int MinimumOfEach { get; init; } = 20;

    /// <summary>Fits and measures.</summary>
    /// <param name="ranker">The ranker whose scores these are.</param>
    /// <param name="past">Outcomes in any order, all with scores of that ranker.</param>
    /// <param name="method">How.</param>
    /// <exception cref="ArgumentException">There are too few outcomes; says how many there are and are needed. Or a score is not finite.</exception>
    public CalibrationArtifact Train(string ranker, IEnumerable<PastOutcome> past, CalibrationMethod method)
    {
        PastOutcome[] ordered = [.. past.OrderBy(outcome => outcome.At).ThenBy(outcome => outcome.Id, StringComparer.Ordinal)];
        if (ordered.FirstOrDefault(outcome => !double.IsFinite(outcome.Score)) is { } odd)
            throw new ArgumentException($"the score of outcome {odd.Id} is {odd.Score}; scores must be finite", nameof(past));
        var successes = ordered.Count(outcome => outcome.Success);
        var counts = $"{ordered.Length} outcomes are known ({successes} successes, {ordered.Length - successes} failures)";
        if (ordered.Length < MinimumOutcomes)
            throw new ArgumentException($"{counts}; calibration needs at least {MinimumOutcomes}. Go on with uncalibrated scores until then", nameof(past));
        var heldOut = Math.Max(1, (int)(ordered.Length * HeldOutShare));
        var (earlier, later) = (ordered[..^heldOut], ordered[^heldOut..]);
        var fitted = earlier.Count(outcome => outcome.Success);
        if (Math.Min(fitted, earlier.Length - fitted) < MinimumOfEach)
            throw new ArgumentException($"{counts}; of the {earlier.Length} to fit on {fitted} are successes and {earlier.Length - fitted} failures, at least {MinimumOfEach} of each are needed", nameof(past));

        var isotonic = method == CalibrationMethod.Isotonic || (method == CalibrationMethod.BySize && earlier.Length >= ManyOutcomes);
        ICalibrator calibrator = isotonic ? FitIsotonic(earlier) : FitPlatt(earlier);
        return new CalibrationArtifact
        {
            Ranker = ranker,
            DataHash = Hash(earlier),
            Outcomes = earlier.Length,
            Successes = fitted,
            HeldOut = later.Length,
            Metrics = measure([.. later.Select(outcome => calibrator.Probability(outcome.Score))], [.. later.Select(outcome => outcome.Success)]),
            TrainedAt = time.GetUtcNow(),
            TrainedUntil = earlier[^1].At,
            Platt = calibrator as PlattScaling,
            Isotonic = calibrator as IsotonicSteps,
        };
    }

    private static PlattScaling FitPlatt(PastOutcome[] outcomes)
    {
        var context = new MLContext(seed: 1);
        IPredictionTransformer<PlattCalibrator> fitted = context.BinaryClassification.Calibrators.Platt(nameof(Row.Label), nameof(Row.Score)).Fit(Load(context, outcomes));
        var model = fitted.Model;
        return new PlattScaling(model.Slope, model.Offset);
    }

    private static IsotonicSteps FitIsotonic(PastOutcome[] outcomes)
    {
        var context = new MLContext(seed: 1);
        IPredictionTransformer<IsotonicCalibrator> fitted = context.BinaryClassification.Calibrators.Isotonic(nameof(Row.Label), nameof(Row.Score)).Fit(Load(context, outcomes));
        var model = fitted.Model;
        return new IsotonicSteps([.. model.Mins], [.. model.Maxes], [.. model.Values]);
    }

    private static IDataView Load(MLContext context, PastOutcome[] outcomes) =>
        context.Data.LoadFromEnumerable(outcomes.Select(outcome => new Row { Label = outcome.Success, Score = (float)outcome.Score }));

    private static string Hash(PastOutcome[] outcomes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var outcome in outcomes)
        {
            ReadOnlySpan<double> numbers = [outcome.Score, outcome.Success ? 1 : 0];
            hash.AppendData(MemoryMarshal.AsBytes(numbers));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private sealed class Row
    {
        public bool Label { get; set; }

        public float Score { get; set; }
    }
}
