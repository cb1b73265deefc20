namespace ExpertRouter.Evaluation.Experiments;

/// <summary>The regularised incomplete beta function. Thread-safe.</summary>
internal static class IncompleteBeta
{
    private const double Tiny = 1e-300;
    private const double Precision = 1e-16;
    private const int MaximumTerms = 10_000;

    /// <summary>
    /// I_x(a, b) for 0 ≤ x ≤ 1 and a, b &gt; 0, by its continued fraction (Abramowitz and Stegun 26.5.8) evaluated with
    /// the modified Lentz algorithm; accurate to about 1e-13.
    /// </summary>
    public static double Regularised(double x, double a, double b)
    {
        if (x is <= 0 or >= 1)
        {
            return x <= 0 ? 0 : 1;
        }

        var front = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + a * Math.Log(x) + b * double.LogP1(-x));

        // The fraction converges quickly below the mean of the distribution; above it the symmetry relation serves.
        return x < (a + 1) / (a + b + 2)
            ? front * Fraction(x, a, b) / a
            : 1 - front * Fraction(1 - x, b, a) / b;
    }

    private static double Fraction(double x, double a, double b)
    {
        var numerator = 1.0;
        var denominator = Inverse(1 - (a + b) * x / (a + 1));
        var value = denominator;
        for (var m = 1; m <= MaximumTerms; m++)
        {
            var even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            denominator = Inverse(1 + even * denominator);
            numerator = NotZero(1 + even / numerator);
            value *= numerator * denominator;

            var odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            denominator = Inverse(1 + odd * denominator);
            numerator = NotZero(1 + odd / numerator);
            var step = numerator * denominator;
            value *= step;
            if (Math.Abs(step - 1) < Precision)
            {
                return value;
            }
        }

        return value;
    }

    private static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;

    private static double Inverse(double value) => 1 / NotZero(value);

    /// <summary>ln Γ(z) for z &gt; 0: the recurrence lifts z above 15, where Stirling's series is exact to double precision.</summary>
    private static double LogGamma(double z)
    {
        var shift = 0.0;
        while (z < 15)
        {
            shift += Math.Log(z);
            z++;
        }

        var inverse = 1 / z;
        var square = inverse * inverse;
        var series = inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680 - square / 1188))));
        return (z - 0.5) * Math.Log(z) - z + 0.5 * Math.Log(2 * Math.PI) + series - shift;
    }
}
