namespace ExpertRouter.Learning.ExpertiseTrees;

/// <summary>
/// What a learner sees before one decision: features of the case and what every expert says about every arm. The number
/// of arms may differ from round to round, the number of experts and features may not. The arrays must not be changed.
/// </summary>
/// <param name="Context">Features of the case, all finite.</param>
/// <param name="Advice">Expert-major: the advice of expert n for arm k is at n · <paramref name="Arms"/> + k; all finite, in units of reward.</param>
/// <param name="Arms">How many arms there are, at least 1.</param>
public sealed record AdviceRound(double[] Context, double[] Advice, int Arms)
{
    /// <summary>How many experts gave advice.</summary>
    public int Experts => Arms > 0 ? Advice.Length / Arms : 0;

    /// <summary>
    /// One row per arm: z_k = (ξ¹_k − μ, …, ξᴺ_k − μ, 1), the features of <see cref="MetaCmab"/>; row-major, N + 1 wide.
    /// </summary>
    internal double[] Centre(double expectedReward)
    {
        var width = Experts + 1;
        var rows = new double[Arms * width];
        for (var arm = 0; arm < Arms; arm++)
        {
            for (var expert = 0; expert < width - 1; expert++)
                rows[(arm * width) + expert] = Advice[(expert * Arms) + arm] - expectedReward;
            rows[((arm + 1) * width) - 1] = 1;
        }

        return rows;
    }

    /// <summary>Refuses a round that does not fit a learner.</summary>
    /// <exception cref="ArgumentException">The advice is no table of experts × arms, or a number is not finite.</exception>
    internal void Check(int experts)
    {
        if (Arms < 1 || Advice.Length != experts * Arms)
            throw new ArgumentException($"the round has {Advice.Length} pieces of advice; {experts} experts and {Arms} arms need {experts * Math.Max(Arms, 0)}, with at least one arm");
        if (Array.FindIndex(Advice, advice => !double.IsFinite(advice)) is var odd and >= 0)
            throw new ArgumentException($"advice of expert {odd / Arms} for arm {odd % Arms} is {Advice[odd]}; advice must be finite");
        if (Array.FindIndex(Context, value => !double.IsFinite(value)) is var feature and >= 0)
            throw new ArgumentException($"feature {feature} of the context is {Context[feature]}; features must be finite");
    }
}
