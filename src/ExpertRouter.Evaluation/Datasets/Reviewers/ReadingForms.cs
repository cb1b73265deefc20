using System.Globalization;

namespace ExpertRouter.Evaluation.Datasets.Reviewers;

/// <summary>What each way to read profiles would have cost, side by side, so that nobody has to trust the choice of one. Not thread-safe.</summary>
internal sealed class ReadingForms(ReviewerCollection collection)
{
    private readonly PairwiseLoss _loss = new(collection.Ratings);
    private readonly Dictionary<string, List<double[]>> _losses = new(StringComparer.Ordinal);

    /// <summary>Adds a system's readings of one profile set.</summary>
    /// <returns>the readings of all rated pairs.</returns>
    public IReadOnlyDictionary<(string Reviewer, string Paper), ProfileReading> Add(string system, Func<string, string, ProfileReading> read)
    {
        var readings = collection.Ratings.Select(rating => (rating.Reviewer, rating.Paper)).Distinct().ToDictionary(pair => pair, pair => read(pair.Reviewer, pair.Paper));
        if (!_losses.TryGetValue(system, out var sets)) _losses[system] = sets = [];
        sets.Add(Array.ConvertAll(Enum.GetValues<ProfileForm>(), form => _loss.Compute((reviewer, paper) => readings[(reviewer, paper)].As(form))["loss"].Average()));
        return readings;
    }

    /// <summary>Means over the sets, in words; null for a system that is not known.</summary>
    public string? Losses(string system) => _losses.TryGetValue(system, out var sets)
        ? string.Join(", ", Enum.GetValues<ProfileForm>().Select((form, i) => string.Create(CultureInfo.InvariantCulture, $"{form} {sets.Average(set => set[i]):0.000}")))
        : null;
}
