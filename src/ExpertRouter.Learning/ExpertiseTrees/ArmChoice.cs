namespace ExpertRouter.Learning.ExpertiseTrees;

/// <summary>A learner's decision.</summary>
/// <param name="Arm">The arm taken.</param>
/// <param name="Propensities">With which probability each arm was taken; they add up to 1. Log the chosen one with the decision.</param>
public sealed record ArmChoice(int Arm, double[] Propensities)
{
    /// <summary>The arm of greatest value; several equal ones share the probability.</summary>
    /// <param name="values">One value per arm.</param>
    /// <param name="draw">64 uniform bits that settle a tie; the same bits settle it the same way.</param>
    internal static ArmChoice Greedy(ReadOnlySpan<double> values, ulong draw)
    {
        var best = double.NegativeInfinity;
        var ties = 0;
        foreach (var value in values)
        {
            if (value > best) (best, ties) = (value, 1);
            else if (value == best) ties++;
        }

        var left = (int)Math.BigMul(draw, (ulong)ties, out _);
        var propensities = new double[values.Length];
        var chosen = -1;
        for (var arm = 0; arm < values.Length; arm++)
        {
            if (values[arm] != best) continue;
            propensities[arm] = 1.0 / ties;
            if (left-- == 0) chosen = arm;
        }

        return new ArmChoice(chosen, propensities);
    }
}
