namespace ExpertRouter.Learning.Acceptance;

/// <summary>
/// Probability that a prediction is right, learned from the predictions before it. Several calibrators watch the same outcomes: Platt
/// scalings and logistic regressions over all features, each over the last 500 and 1,000 outcomes. Their answers are averaged with the weights exp(−loss over the last 500 outcomes) of the exponentially weighted forecaster (Vovk, COLT 1990; Cesa-Bianchi and Lugosi,
/// Prediction, Learning, and Games, 2006), so that method and window are chosen by how they did on outcomes they had not seen.
/// Deterministic; not thread-safe.
/// </summary>
/// <param name="features">Number of features; the first is the log odds of the raw probability.</param>
public sealed class RollingCertainty(int features)
{
    private const int Judged = 500;

    private readonly CertaintyMember[] _members =
    [
        new(1, 500, 1), new(1, 1000, 1), .. features > 1 ? [new CertaintyMember(features, 500, 20), new CertaintyMember(features, 1000, 20)] : Array.Empty<CertaintyMember>(),
    ];

    private readonly List<(double[] Features, bool Right)> _past = [];

    /// <summary>Outcomes learned from.</summary>
    public int Outcomes => _past.Count;

    /// <summary>How certain a prediction is.</summary>
    /// <param name="values">Its features, finite.</param>
    public CertaintyReading Read(double[] values)
    {
        if (values.Length != features)
            throw new ArgumentException($"{values.Length} features were given, {features} are expected", nameof(values));
        double[] each = [.. _members.Select(member => member.Probability(values))];
        double[] losses = [.. _members.Select(member => member.Loss)];
        var best = losses.Min();
        double[] weights = Array.ConvertAll(losses, loss => Math.Exp(best - loss));
        var mean = each.Zip(weights, (probability, weight) => probability * weight).Sum() / weights.Sum();
        return new CertaintyReading(Math.Clamp(mean, 0, 1), values, each);
    }

    /// <summary>Learns whether a prediction was right.</summary>
    public void Learn(CertaintyReading reading, bool right)
    {
        foreach (var (member, probability) in _members.Zip(reading.Each)) member.Note(probability, right, Judged);
        _past.Add((reading.Features, right));
        foreach (var member in _members) member.RefitIfDue(_past);
    }
}
