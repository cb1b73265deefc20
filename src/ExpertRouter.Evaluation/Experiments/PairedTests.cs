using System.Numerics;

namespace ExpertRouter.Evaluation.Experiments;

/// <summary>
/// Two-sided tests of "the mean difference between two systems is zero" on per-query differences. Thread-safe.
/// </summary>
public static class PairedTests
{
    /// <summary>
    /// Student's paired t-test: t = mean / (s / √n), p = I_{ν/(ν+t²)}(ν/2, 1/2) with ν = n − 1 degrees of freedom.
    /// </summary>
    /// <returns>p; 1 when all differences are 0; null when they are all equal and not 0, where t is undefined.</returns>
    /// <exception cref="ArgumentException">Fewer than two differences.</exception>
    public static double? TTest(IReadOnlyList<double> differences)
    {
        ArgumentNullException.ThrowIfNull(differences);
        if (differences.Count < 2)
        {
            throw new ArgumentException("A t-test needs at least two differences.", nameof(differences));
        }

        var mean = differences.Average();
        var squares = differences.Sum(d => (d - mean) * (d - mean));
        var freedom = differences.Count - 1;
        var error = Math.Sqrt(squares / freedom / differences.Count);
        if (error <= 1e-14 * Math.Abs(mean))
        {
            return mean == 0 ? 1 : null;
        }

        return StudentTwoSided(mean / error, freedom);
    }

    /// <summary>The probability that |T| ≥ |t| under Student's t distribution.</summary>
    public static double StudentTwoSided(double t, double degreesOfFreedom)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(degreesOfFreedom);
        return IncompleteBeta.Regularised(degreesOfFreedom / (degreesOfFreedom + t * t), degreesOfFreedom / 2, 0.5);
    }

    /// <summary>
    /// Fisher's randomisation test (Smucker, Allan and Carterette 2007): how often do random signs make the sum of the
    /// differences at least as large as it is? All sign patterns are tried when there are no more of them than rounds
    /// (exact p); otherwise p = (1 + extreme rounds) / (1 + rounds), so that p is never 0.
    /// </summary>
    /// <param name="differences">One per query; zeros change nothing.</param>
    /// <param name="rounds">Random sign patterns to try, at least 1.</param>
    /// <param name="seed">The same seed gives the same p.</param>
    public static double RandomisationTest(IReadOnlyList<double> differences, int rounds, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(differences);
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);
        var amounts = differences.Where(d => d != 0).ToArray();
        var observed = Math.Abs(amounts.Sum());
        var threshold = observed - 1e-12 * amounts.Sum(Math.Abs);
        if (amounts.Length < 31 && 1L << amounts.Length <= rounds)
        {
            var patterns = 1L << amounts.Length;
            var extremePatterns = 0L;
            for (var pattern = 0L; pattern < patterns; pattern++)
            {
                extremePatterns += Math.Abs(SignedSum(amounts, 0, (ulong)pattern)) >= threshold ? 1 : 0;
            }

            return (double)extremePatterns / patterns;
        }

        var random = new SplitMix64(seed);
        var extreme = 0;
        for (var round = 0; round < rounds; round++)
        {
            var sum = 0.0;
            for (var start = 0; start < amounts.Length; start += 64)
            {
                sum += SignedSum(amounts, start, random.Next());
            }

            extreme += Math.Abs(sum) >= threshold ? 1 : 0;
        }

        return (1.0 + extreme) / (1.0 + rounds);
    }

    /// <summary>
    /// Holm's step-down correction (1979) of a family of p-values: the i-th smallest becomes
    /// max over j ≤ i of min(1, (m − j + 1) p_j). Order is kept; null (not tested) stays null and is not in the family.
    /// </summary>
    public static IReadOnlyList<double?> Holm(IReadOnlyList<double?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var order = Enumerable.Range(0, values.Count).Where(i => values[i] is not null).OrderBy(i => values[i]).ToArray();
        var corrected = new double?[values.Count];
        var floor = 0.0;
        for (var j = 0; j < order.Length; j++)
        {
            floor = Math.Max(floor, Math.Min(1, (order.Length - j) * values[order[j]]!.Value));
            corrected[order[j]] = floor;
        }

        return corrected;
    }

    private static double SignedSum(double[] amounts, int start, ulong negative)
    {
        var end = Math.Min(start + 64, amounts.Length);
        var sum = 0.0;
        for (var i = start; i < end; i++)
        {
            sum += (negative & 1) == 0 ? amounts[i] : -amounts[i];
            negative = BitOperations.RotateRight(negative, 1);
        }

        return sum;
    }
}
