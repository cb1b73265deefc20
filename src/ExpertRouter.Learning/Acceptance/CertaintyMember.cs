using ExpertRouter.Core.Ranking;

namespace ExpertRouter.Learning.Acceptance;

/// <summary>
/// One of the calibrators: logistic regression on the first features over a window of outcomes, pulled towards the raw probability. Features are brought to mean 0
/// and standard deviation 1 in the window, so that one penalty fits all. Before there are enough outcomes it is the raw probability. Not thread-safe.
/// </summary>
internal sealed class CertaintyMember(int columns, int window, double penalty)
{
    private const int Fewest = 100;
    private const int RefitAfter = 25;
    private const double Least = 1e-6;
    private const double LeastDeviation = 1e-3;

    private readonly Queue<double> _losses = new();
    private double[] _means = new double[columns];
    private double[] _deviations = [.. Enumerable.Repeat(1.0, columns)];
    private double[] _weights = [0, 1, .. Enumerable.Repeat(0.0, columns - 1)];

    /// <summary>Log loss in nats over the latest outcomes.</summary>
    public double Loss { get; private set; }

    public double Probability(double[] features) => 1 / (1 + Math.Exp(-Sum(_weights, Standardised(features))));

    public void Note(double probability, bool right, int judged)
    {
        var loss = -Math.Log(Math.Clamp(right ? probability : 1 - probability, Least, 1));
        _losses.Enqueue(loss);
        Loss += loss;
        if (_losses.Count > judged) Loss -= _losses.Dequeue();
    }

    public void RefitIfDue(List<(double[] Features, bool Right)> past)
    {
        if (past.Count < Fewest || past.Count % RefitAfter != 0) return;
        var latest = past.GetRange(Math.Max(0, past.Count - window), Math.Min(window, past.Count));
        _means = [.. Enumerable.Range(0, columns).Select(column => latest.Average(outcome => outcome.Features[column]))];
        _deviations = [.. _means.Select((mean, column) => Math.Max(LeastDeviation, Math.Sqrt(latest.Average(outcome => Math.Pow(outcome.Features[column] - mean, 2)))))];
        var standardised = latest.ConvertAll(outcome => (Standardised(outcome.Features), outcome.Right));
        double[] raw = [_means[0], _deviations[0], .. Enumerable.Repeat(0.0, columns - 1)];
        _weights = Lbfgs.Minimise((point, gradient) => Objective(standardised, raw, point, gradient), raw);
    }

    /// <summary>Σ log loss + penalty / 2 · ‖w − w_raw‖², per outcome; the intercept is free.</summary>
    private double Objective(List<(double[] Features, bool Right)> outcomes, double[] raw, double[] point, double[] gradient)
    {
        Array.Clear(gradient);
        var loss = 0.0;
        foreach (var (features, right) in outcomes)
        {
            var sum = Sum(point, features);
            loss += Math.Max(sum, 0) + Math.Log(1 + Math.Exp(-Math.Abs(sum))) - (right ? sum : 0);
            var error = (1 / (1 + Math.Exp(-sum))) - (right ? 1 : 0);
            gradient[0] += error;
            for (var i = 0; i < columns; i++) gradient[i + 1] += error * features[i];
        }

        for (var i = 1; i <= columns; i++)
        {
            var pull = point[i] - raw[i];
            loss += penalty / 2 * pull * pull;
            gradient[i] += penalty * pull;
        }

        for (var i = 0; i < gradient.Length; i++) gradient[i] /= outcomes.Count;
        return loss / outcomes.Count;
    }

    private double[] Standardised(double[] features) => [.. _means.Select((mean, column) => (features[column] - mean) / _deviations[column])];

    private double Sum(double[] weights, double[] standardised)
    {
        var sum = weights[0];
        for (var i = 0; i < columns; i++) sum += weights[i + 1] * standardised[i];
        return sum;
    }
}
