using ExpertRouter.Evaluation.Experiments;

namespace ExpertRouter.Evaluation.OffPolicy;

/// <summary>
/// What a dispatcher's choices know (after Hüyük et al., Defining Expertise: Applications to Treatment Effect Estimation, ICLR
/// 2024): predictive expertise E_pred = I(A; Y¹ − Y⁰) / H(A), choices follow which way is better for the case; prognostic
/// expertise E_prog = I(A; (Y⁰, Y¹)) / H(A), choices follow how the case will go at all. Assignments are good labels for
/// routing as far as the first is high. 0 ≤ E_pred ≤ E_prog ≤ 1, because outcomes are put in bins of equal width and the
/// effect is the difference of the bins, a function of both. Estimates from counts lie too high by chance: compare with
/// <see cref="PredictiveByChance"/> and <see cref="PrognosticByChance"/>, the means over shuffled choices.
/// </summary>
/// <param name="Decisions">How many choices.</param>
/// <param name="Predictive">E_pred; 0 when all choices are the same.</param>
/// <param name="Prognostic">E_prog; 0 when all choices are the same.</param>
/// <param name="PredictiveByChance">E_pred of choices that know nothing.</param>
/// <param name="PrognosticByChance">E_prog of choices that know nothing.</param>
/// <param name="PValue">How often choices that know nothing show as much predictive expertise (permutation test, one-sided).</param>
public sealed record DispatchExpertise(int Decisions, double Predictive, double Prognostic, double PredictiveByChance, double PrognosticByChance, double PValue)
{
    private const int Shuffles = 199;

    /// <summary>Measures choices.</summary>
    /// <param name="dispatches">At least one; outcomes finite.</param>
    /// <param name="bins">Into how many bins of equal width the outcomes go, at least 2.</param>
    /// <param name="seed">Of the shuffling.</param>
    /// <exception cref="ArgumentException">There is no choice, or an outcome is not finite.</exception>
    public static DispatchExpertise Of(IReadOnlyList<PastDispatch> dispatches, int bins = 5, ulong seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 2);
        if (dispatches.Count == 0 || dispatches.Any(dispatch => !double.IsFinite(dispatch.FirstOutcome) || !double.IsFinite(dispatch.SecondOutcome)))
            throw new ArgumentException("expertise needs at least one choice, and finite outcomes", nameof(dispatches));
        var low = dispatches.Min(dispatch => Math.Min(dispatch.FirstOutcome, dispatch.SecondOutcome));
        var high = dispatches.Max(dispatch => Math.Max(dispatch.FirstOutcome, dispatch.SecondOutcome));
        int Bin(double outcome) => high > low ? Math.Min(bins - 1, (int)((outcome - low) / (high - low) * bins)) : 0;

        (int First, int Second)[] outcomes = [.. dispatches.Select(dispatch => (Bin(dispatch.FirstOutcome), Bin(dispatch.SecondOutcome)))];
        int[] both = Array.ConvertAll(outcomes, pair => (pair.First * bins) + pair.Second);
        int[] effect = Array.ConvertAll(outcomes, pair => pair.Second - pair.First);
        bool[] choices = [.. dispatches.Select(dispatch => dispatch.Second)];
        var (predictive, prognostic) = (Share(choices, effect), Share(choices, both));

        var random = new SplitMix64(seed);
        var (predictiveSum, prognosticSum, asMuch) = (0.0, 0.0, 0);
        for (var shuffle = 0; shuffle < Shuffles; shuffle++)
        {
            for (var i = choices.Length - 1; i > 0; i--)
            {
                var other = random.NextBelow(i + 1);
                (choices[i], choices[other]) = (choices[other], choices[i]);
            }

            var shuffled = Share(choices, effect);
            predictiveSum += shuffled;
            asMuch += shuffled >= predictive ? 1 : 0;
            prognosticSum += Share(choices, both);
        }

        return new DispatchExpertise(
            dispatches.Count, predictive, prognostic, predictiveSum / Shuffles, prognosticSum / Shuffles, (1.0 + asMuch) / (1 + Shuffles));
    }

    /// <summary>I(A; value) / H(A) of the observed frequencies: 1 − H(A | value) / H(A).</summary>
    private static double Share(bool[] choices, int[] values)
    {
        var entropy = Entropy(choices.Count(choice => choice), choices.Length);
        if (entropy == 0) return 0;
        var rest = choices.Zip(values)
            .GroupBy(pair => pair.Second, pair => pair.First)
            .Sum(group => (double)group.Count() / choices.Length * Entropy(group.Count(choice => choice), group.Count()));
        return Math.Clamp(1 - (rest / entropy), 0, 1);
    }

    private static double Entropy(int part, int whole)
    {
        var share = (double)part / whole;
        return share is 0 or 1 ? 0 : -(share * Math.Log(share)) - ((1 - share) * Math.Log(1 - share));
    }
}
