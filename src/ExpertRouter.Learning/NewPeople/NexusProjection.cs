using System.Text.Json;
using ExpertRouter.Learning.Numerics;

namespace ExpertRouter.Learning.NewPeople;

/// <summary>
/// From what somebody wrote to a routing vector (Gritsch et al., Nexus: Specialization meets Adaptability for Efficiently Training
/// Mixture of Experts, 2024): e = d + W₃ (silu(W₁ d + b) ⊙ (W₂ d)), d the unit vector of the mean of their documents, and a request x scores x · e.
/// No expert has weights of their own, so a new one is added by documents alone and no other score changes by a single
/// bit. With W₃ = 0 the score is the cosine with the mean. Immutable and thread-safe.
/// </summary>
/// <param name="Dimension">Length of d, e and x.</param>
/// <param name="Hidden">Width of the hidden layer.</param>
/// <param name="Gate">W₁, transposed, row-major, and b as its last row: (Dimension + 1) × Hidden. Without b the layer could not do anything linear.</param>
/// <param name="Linear">W₂, transposed: Dimension × Hidden.</param>
/// <param name="Output">W₃, transposed: Hidden × Dimension.</param>
public sealed record NexusProjection(int Dimension, int Hidden, float[] Gate, float[] Linear, float[] Output)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>How many steps of training the rehearsal found best; 0 means that the mean could not be improved on.</summary>
    public int Steps { get; init; }

    /// <summary>SHA-256 over the training episodes, hexadecimal.</summary>
    public string DataHash { get; init; } = "";

    /// <summary>The unit vector of a mean of document vectors; empty when there are no documents or they cancel out.</summary>
    public static float[] Mean(IReadOnlyList<float[]> documents)
    {
        if (documents.Count == 0) return [];
        var sum = new float[documents[0].Length];
        foreach (var document in documents) VectorSum.AddScaled<float>(sum, 1, document);
        var length = MathF.Sqrt(VectorSum.Dot<float>(sum, sum));
        return length > 0 ? Array.ConvertAll(sum, value => value / length) : [];
    }

    /// <summary>The routing vector of an expert.</summary>
    /// <param name="mean">From <see cref="Mean"/>.</param>
    /// <exception cref="ArgumentException">The vector has another length.</exception>
    public float[] Project(float[] mean)
    {
        if (mean.Length != Dimension)
            throw new ArgumentException($"the vector has {mean.Length} numbers, the projection {Dimension}; it was trained for another encoder", nameof(mean));
        float[] gate = [.. Gate.AsSpan(Dimension * Hidden, Hidden)];
        var linear = new float[Hidden];
        for (var i = 0; i < Dimension; i++)
        {
            VectorSum.AddScaled<float>(gate, mean[i], Gate.AsSpan(i * Hidden, Hidden));
            VectorSum.AddScaled<float>(linear, mean[i], Linear.AsSpan(i * Hidden, Hidden));
        }

        float[] vector = [.. mean];
        for (var j = 0; j < Hidden; j++) VectorSum.AddScaled<float>(vector, Silu(gate[j]) * linear[j], Output.AsSpan(j * Dimension, Dimension));
        return vector;
    }

    /// <summary>Writes the projection to a temporary file beside the target, then moves it there.</summary>
    public async Task SaveAsync(string path, CancellationToken cancellationToken)
    {
        var temporary = path + ".new";
        await using (var stream = File.Create(temporary))
            await JsonSerializer.SerializeAsync(stream, this, Json, cancellationToken);
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Reads a projection.</summary>
    /// <exception cref="InvalidDataException">The file is none; the message names it.</exception>
    public static async Task<NexusProjection> LoadAsync(string path, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(path);
        try
        {
            var projection = await JsonSerializer.DeserializeAsync<NexusProjection>(stream, Json, cancellationToken);
            var size = projection is null ? -1 : projection.Dimension * projection.Hidden;
            return projection is { Dimension: > 0, Hidden: > 0 } && projection.Gate?.Length == size + projection.Hidden && projection.Linear?.Length == size && projection.Output?.Length == size
                ? projection
                : throw new InvalidDataException($"{path}: holds no projection, or a damaged one");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{path}: is no projection: {exception.Message}", exception);
        }
    }

    internal static float Silu(float x) => x / (1 + MathF.Exp(-x));
}
