namespace ExpertRouter.Encoder.Training;

/// <summary>Factors a symmetric positive definite matrix, of which the lower triangle is read, and solves A·X = B with it.</summary>
internal static class Cholesky
{
    /// <summary>The lower triangle becomes L with A = LLᵀ; the rest stays as it is.</summary>
    /// <exception cref="ArgumentException">A is not positive definite.</exception>
    public static void FactorInPlace(double[,] a)
    {
        for (var i = 0; i < a.GetLength(0); i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = a[i, j];
                for (var k = 0; k < j; k++)
                    sum -= a[i, k] * a[j, k];
                if (i == j && sum <= 0)
                    throw new ArgumentException($"the matrix is not positive definite: pivot {i} is {sum}", nameof(a));
                a[i, j] = i == j ? Math.Sqrt(sum) : sum / a[j, j];
            }
        }
    }

    /// <param name="a">[n, n]; overwritten by its factor L.</param>
    /// <param name="b">[n, m]; overwritten by X.</param>
    /// <exception cref="ArgumentException">A is not positive definite.</exception>
    public static void SolveInPlace(double[,] a, double[,] b)
    {
        var (n, m) = (a.GetLength(0), b.GetLength(1));
        FactorInPlace(a);
        for (var column = 0; column < m; column++)
        {
            for (var i = 0; i < n; i++)
            {
                for (var k = 0; k < i; k++)
                    b[i, column] -= a[i, k] * b[k, column];
                b[i, column] /= a[i, i];
            }

            for (var i = n - 1; i >= 0; i--)
            {
                for (var k = i + 1; k < n; k++)
                    b[i, column] -= a[k, i] * b[k, column];
                b[i, column] /= a[i, i];
            }
        }
    }
}
