using System.Text.Json;
using System.Text.Json.Serialization;

namespace ExpertRouter.Learning.Acceptance;

/// <summary>A fitted calibration with where it came from, as one JSON file. Exactly one of <see cref="Platt"/> and <see cref="Isotonic"/> is set. Immutable.</summary>
public sealed record CalibrationArtifact
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The ranker whose scores it fits, as that names itself; scores of another mean nothing to it.</summary>
    public required string Ranker { get; init; }

    /// <summary>SHA-256 over scores and outcomes it was fitted on, in order, hexadecimal.</summary>
    public required string DataHash { get; init; }

    /// <summary>Outcomes it was fitted on.</summary>
    public required int Outcomes { get; init; }

    /// <summary>How many of them were successes.</summary>
    public required int Successes { get; init; }

    /// <summary>Later outcomes it was measured on.</summary>
    public required int HeldOut { get; init; }

    /// <summary>Measured on the held-out outcomes, such as ECE and Brier.</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>When it was fitted, UTC.</summary>
    public required DateTimeOffset TrainedAt { get; init; }

    /// <summary>When the latest outcome it was fitted on was asked for, UTC.</summary>
    public required DateTimeOffset TrainedUntil { get; init; }

    /// <summary>Set when the method is Platt's.</summary>
    public PlattScaling? Platt { get; init; }

    /// <summary>Set when the method is isotonic.</summary>
    public IsotonicSteps? Isotonic { get; init; }

    /// <summary>The calibrator, ready to use.</summary>
    /// <exception cref="InvalidDataException">The artifact holds none.</exception>
    public ICalibrator ToCalibrator() => (Platt, Isotonic) switch
    {
        ({ } platt, null) => platt,
        (null, { Probabilities.Length: > 0 } steps) when steps.Lows.Length == steps.Probabilities.Length && steps.Highs.Length == steps.Probabilities.Length => steps,
        _ => throw new InvalidDataException("the artifact holds no calibration, or a damaged one; fit it anew"),
    };

    /// <summary>Writes the artifact to a temporary file beside the target, then moves it there: readers never see half of it.</summary>
    public async Task SaveAsync(string path, CancellationToken cancellationToken)
    {
        var temporary = path + ".new";
        await using (var stream = File.Create(temporary))
            await JsonSerializer.SerializeAsync(stream, this, Json, cancellationToken);
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Reads an artifact.</summary>
    /// <exception cref="InvalidDataException">The file is none; the message names it.</exception>
    public static async Task<CalibrationArtifact> LoadAsync(string path, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(path);
        try
        {
            return await JsonSerializer.DeserializeAsync<CalibrationArtifact>(stream, Json, cancellationToken)
                ?? throw new InvalidDataException($"{path}: holds no calibration");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{path}: is no calibration artifact: {exception.Message}", exception);
        }
    }
}
