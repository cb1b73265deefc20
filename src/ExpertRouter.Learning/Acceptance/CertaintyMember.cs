using ExpertRouter.Core.Ranking;

namespace ExpertRouter.Learning.Acceptance;

/// <summary>
/// One of the calibrators: logistic regression on the first features over a window of outcomes, pulled towards the raw probability. Before
/// there are enough outcomes, and for ever without a window, it is the raw probability. Not thread-safe.
/// </summary>
internal sealed class CertaintyMember(int columns, int window, double penalty)
{
    private const int Fewest = 100;
    private const int RefitAfter = 25;
    private const double Least = 1e-6;

    private readonly Queue<double> _losses = new();
    private double[] _weights = [0, 1, .. Enumerable.Repeat(0.0, columns - 1)];

    /// <summary>Log loss in nats over the latest outcomes.</summary>
    public double Loss { get; private set; }

    public double Probability(double[] features) => 1 / (1 + Math.Exp(-Sum(_weights, features)));

    public void Note(double probability, bool right, int judged)
    {
        var loss = -Math.Log(Math.Clamp(right ? probability : 1 - probability, Least, 1));
        _losses.Enqueue(loss);
        Loss += loss;
        if (_losses.Count > judged) Loss -= _losses.Dequeue();
    }

    public void RefitIfDue(List<(double[] Features, bool Right)> past)
    {
        if (window == 0 || past.Count < Fewest || past.Count % RefitAfter != 0) return;
        var latest = past.GetRange(Math.Max(0, past.Count - window), Math.Min(window, past.Count));
        _weights = Lbfgs.Minimise((point, gradient) => Objective(latest, point, gradient), _weights);
    }

    /// <summary>Σ log loss + penalty / 2 · ‖w − w₀‖², per outcome; the intercept is free.</summary>
    private double Objective(List<(double[] Features, bool Right)> outcomes, double[] point, double[] gradient)
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
            var pull = point[i] - (i == 1 ? 1 : 0);
            loss += penalty / 2 * pull * pull;
            gradient[i] += penalty * pull;
        }

        for (var i = 0; i < gradient.Length; i++) gradient[i] /= outcomes.Count;
        return loss / outcomes.Count;
    }

    private double Sum(double[] weights, double[] features)
    {
        var sum = weights[0];
        for (var i = 0; i < columns; i++) sum += weights[i + 1] * features[i];
        return sum;
    }
}
