using ExpertRouter.App.Finding;
using ExpertRouter.App.Setup;
using ExpertRouter.Learning.Ranking;

namespace ExpertRouter.App.Training;

/// <summary>The ranker in force, read again when its file changes. Thread-safe.</summary>
public sealed class PromotedRanker(DataDirectory data)
{
    private volatile Loaded? _loaded;

    /// <summary>Whether one has been promoted.</summary>
    public bool Exists => File.Exists(data.Ranker);

    /// <summary>The ranker in force; null while none has been promoted.</summary>
    /// <exception cref="InvalidDataException">The file is no ranker, or one with other features than this version's.</exception>
    public async Task<RankerArtifact?> ReadAsync(CancellationToken cancellationToken)
    {
        var file = new FileInfo(data.Ranker);
        if (!file.Exists)
            return null;
        var (written, length) = (file.LastWriteTimeUtc, file.Length);
        if (_loaded is { } known && known.WrittenAt == written && known.Length == length)
            return known.Artifact;
        var artifact = await LoadAsync(data.Ranker, cancellationToken);
        _loaded = new Loaded(artifact, written, length);
        return artifact;
    }

    /// <summary>The ranker in force, if it goes with the encoder that searches use.</summary>
    /// <param name="encoder">Model whose vectors searches use; null when they go by words.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InvalidDataException">As <see cref="ReadAsync"/>, or the ranker was trained with the vectors of another encoder.</exception>
    public async Task<RankerArtifact?> ReadForAsync(string? encoder, CancellationToken cancellationToken)
    {
        var artifact = await ReadAsync(cancellationToken);
        if (artifact is not null)
            RequireEncoder(artifact, data.Ranker, encoder);
        return artifact;
    }

    /// <summary>Makes sure that an artifact goes with the encoder that searches use; one of words alone goes with any.</summary>
    /// <exception cref="InvalidDataException">It was trained with the vectors of another one; the message says what to do.</exception>
    internal static void RequireEncoder(RankerArtifact artifact, string path, string? encoder)
    {
        if (artifact.Encoder is { } trained && trained != encoder)
            throw new InvalidDataException(
                $"{path}: was trained with the vectors of {trained}; searches use {(encoder is null ? "no encoder now" : $"those of {encoder}")}. " +
                "Train anew with 'expertrouter rank train' and promote that.");
    }

    /// <summary>Reads any artifact that this version can rank with.</summary>
    /// <exception cref="InvalidDataException">The file is no ranker, or one with other features than this version's.</exception>
    public static async Task<RankerArtifact> LoadAsync(string path, CancellationToken cancellationToken)
    {
        var artifact = await RankerArtifact.LoadAsync(path, cancellationToken);
        var expected = artifact.Encoder is null ? LearnedFeatures.Names : LearnedFeatures.NamesWithMeaning;
        if (!artifact.FeatureNames.SequenceEqual(expected))
            throw new InvalidDataException(
                $"{path}: was trained with the features {string.Join(", ", artifact.FeatureNames)}; this version has {string.Join(", ", expected)}. " +
                "Train anew with 'expertrouter rank train' and promote that.");
        if (artifact.Mixture is null && artifact.Trees is null)
            throw new InvalidDataException($"{path}: holds neither a mixture nor trees; train anew with 'expertrouter rank train'.");
        return artifact;
    }

    private sealed record Loaded(RankerArtifact Artifact, DateTime WrittenAt, long Length);
}
