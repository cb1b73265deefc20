using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ExpertRouter.Core.Ranking;

namespace ExpertRouter.Learning.Ranking;

/// <summary>
/// A trained ranker with where it came from, as one JSON file. Exactly one of <see cref="Mixture"/> and
/// <see cref="Trees"/> is set. Immutable.
/// </summary>
public sealed record RankerArtifact
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Name of the method.</summary>
    public required string Method { get; init; }

    /// <summary>Features in column order; a ranker must be given exactly these.</summary>
    public required IReadOnlyList<string> FeatureNames { get; init; }

    /// <summary>SHA-256 over feature names and all training rows, hexadecimal.</summary>
    public required string DataHash { get; init; }

    /// <summary>Number of queries it was trained on.</summary>
    public required int TrainingQueries { get; init; }

    /// <summary>When it was trained, UTC.</summary>
    public required DateTimeOffset TrainedAt { get; init; }

    /// <summary>When the latest training query was asked, UTC; only later ones may judge the ranker.</summary>
    public DateTimeOffset? TrainedUntil { get; init; }

    /// <summary>Model whose vectors the features were made with; null when they are of words alone.</summary>
    public string? Encoder { get; init; }

    /// <summary>Seed of the training, where the method draws anything.</summary>
    public int? Seed { get; init; }

    /// <summary>Means on the held-out queries by metric name.</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>Parameters of a linear mixture: weights, means and deviations.</summary>
    public MixtureParameters? Mixture { get; init; }

    /// <summary>The trees of a LambdaMART model.</summary>
    public IReadOnlyList<RegressionTree>? Trees { get; init; }

    /// <summary>Describes a ranker.</summary>
    /// <exception cref="ArgumentException">The ranker is of a kind that cannot be saved.</exception>
    public static RankerArtifact Create(
        IRanker ranker,
        string method,
        IReadOnlyList<RankingGroup> trainedOn,
        IReadOnlyDictionary<string, double> metrics,
        DateTimeOffset trainedAt) => new()
    {
        Method = method,
        FeatureNames = ranker.FeatureNames,
        DataHash = Hash(ranker.FeatureNames, trainedOn),
        TrainingQueries = trainedOn.Count,
        TrainedAt = trainedAt,
        Metrics = metrics,
        Mixture = ranker is ListwiseMixture mixture ? new MixtureParameters(mixture.Weights, mixture.Means, mixture.Deviations) : null,
        Trees = ranker switch
        {
            TreeRanker trees => trees.Trees,
            ListwiseMixture => null,
            _ => throw new ArgumentException($"a {ranker.GetType().Name} cannot be saved", nameof(ranker)),
        },
    };

    /// <summary>The ranker, ready to score.</summary>
    /// <exception cref="InvalidDataException">The artifact holds neither a mixture nor trees.</exception>
    public IRanker ToRanker() =>
        Mixture is { } mixture ? new ListwiseMixture(FeatureNames, mixture.Weights, mixture.Means, mixture.Deviations)
        : Trees is { } trees ? new TreeRanker(FeatureNames, trees)
        : throw new InvalidDataException("the artifact holds neither a mixture nor trees; train it anew");

    /// <summary>Writes the artifact to a temporary file beside the target, then moves it there: readers never see half a model.</summary>
    public async Task SaveAsync(string path, CancellationToken cancellationToken)
    {
        var temporary = path + ".new";
        await using (var stream = File.Create(temporary))
            await JsonSerializer.SerializeAsync(stream, this, Json, cancellationToken);
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Reads an artifact.</summary>
    /// <exception cref="InvalidDataException">The file is none; the message names it.</exception>
    public static async Task<RankerArtifact> LoadAsync(string path, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(path);
        try
        {
            return await JsonSerializer.DeserializeAsync<RankerArtifact>(stream, Json, cancellationToken)
                ?? throw new InvalidDataException($"{path}: holds no ranker");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{path}: is no ranker artifact: {exception.Message}", exception);
        }
    }

    private static string Hash(IReadOnlyList<string> names, IReadOnlyList<RankingGroup> groups)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\n', names)));
        foreach (var group in groups)
        {
            hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(group.Features.AsSpan()));
            hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(group.Relevant.AsSpan()));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
