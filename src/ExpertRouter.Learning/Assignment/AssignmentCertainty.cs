using ExpertRouter.Core.Ranking;
using ExpertRouter.Learning.Acceptance;

namespace ExpertRouter.Learning.Assignment;

/// <summary>
/// How likely the first of a ranking of experts is right, learned online from the shape of the ranking (odds, lead, entropy), from who reported, from
/// how the latest tickets went, and from how far the first leads the second in each feature of the ranker, which tells where those agree. Not thread-safe.
/// </summary>
/// <param name="experts">Number of experts, at least 2.</param>
/// <param name="width">Number of features of the ranker.</param>
public sealed class AssignmentCertainty(int experts, int width)
{
    private const int OwnFeatures = 10;
    private const double Largest = 8;
    private const double Fade = .95;
    private const double PersonFade = .98;
    private const double Least = 1e-9;

    private readonly RollingCertainty _certainty = new(OwnFeatures + width);
    private readonly List<int> _latest = [];
    private readonly (double Right, double Wrong)[] _ofExpert = [.. Enumerable.Repeat((3.0, 2.0), experts)];
    private double _hitRate = .6;

    /// <summary>Outcomes learned from.</summary>
    public int Outcomes => _certainty.Outcomes;

    /// <summary>How certain a ranking's first is.</summary>
    /// <param name="probabilities">One per expert, adding up to 1.</param>
    /// <param name="reporter">Number of the expert who reported, or -1.</param>
    /// <param name="features">What the ranker saw, one row per expert.</param>
    public CertaintyReading Read(IReadOnlyList<double> probabilities, int reporter, RankingGroup features)
    {
        if (features.Width != width)
            throw new ArgumentException($"{features.Width} features were given, {width} are expected", nameof(features));
        var (first, second) = FirstTwo(probabilities);
        var (best, next) = (probabilities[first], probabilities[second]);
        var entropy = -probabilities.Where(probability => probability > 0).Sum(probability => probability * Math.Log(probability)) / Math.Log(experts);
        var (right, wrong) = _ofExpert[first];
        return _certainty.Read(
        [
            Bounded(Odds(best)), Bounded(Math.Log((best + Least) / (next + Least))), entropy,
            reporter >= 0 ? 1 : 0, reporter == first ? 1 : 0, reporter >= 0 && reporter != first ? 1 : 0,
            Odds(_hitRate), Share(5, first), Share(20, first), right / (right + wrong),
            .. Enumerable.Range(0, width).Select(column => Bounded(features.Row(first)[column] - features.Row(second)[column])),
        ]);
    }

    /// <summary>Learns whom a ticket was for.</summary>
    /// <param name="reading">What was read when it came.</param>
    /// <param name="first">Who was ranked first then.</param>
    /// <param name="expert">Who took it.</param>
    public void Learn(CertaintyReading reading, int first, int expert)
    {
        var right = first == expert;
        _certainty.Learn(reading, right);
        _hitRate = Math.Clamp((Fade * _hitRate) + (right ? 1 - Fade : 0), .05, .95);
        var (hits, misses) = _ofExpert[first];
        _ofExpert[first] = ((PersonFade * hits) + (right ? 1 : 0), (PersonFade * misses) + (right ? 0 : 1));
        _latest.Add(expert);
    }

    /// <summary>Numbers of the most and the second most likely; of equal ones the smaller number.</summary>
    public static (int First, int Second) FirstTwo(IReadOnlyList<double> probabilities)
    {
        var (first, second) = probabilities[1] > probabilities[0] ? (1, 0) : (0, 1);
        for (var i = 2; i < probabilities.Count; i++)
        {
            if (probabilities[i] > probabilities[first]) (first, second) = (i, first);
            else if (probabilities[i] > probabilities[second]) second = i;
        }

        return (first, second);
    }

    /// <summary>
    /// Gives the first its calibrated probability and shares the rest out among the others as they stood; never so little that the
    /// first would fall behind the second.
    /// </summary>
    public static double[] Apply(IReadOnlyList<double> probabilities, double certainty)
    {
        var (first, second) = FirstTwo(probabilities);
        var others = 1 - probabilities[first];
        if (others <= 0) return [.. probabilities];
        var share = probabilities[second] / others;
        var top = Math.Clamp(certainty, share / (1 + share), 1);
        return [.. probabilities.Select((probability, i) => i == first ? top : probability / others * (1 - top))];
    }

    private double Share(int latest, int expert)
    {
        var count = 0;
        for (var i = Math.Max(0, _latest.Count - latest); i < _latest.Count; i++) count += _latest[i] == expert ? 1 : 0;
        return (double)count / latest;
    }

    private static double Bounded(double value) => Math.Clamp(value, -Largest, Largest);

    private static double Odds(double probability) => Math.Log((probability + Least) / (1 - probability + Least));
}
