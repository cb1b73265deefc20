namespace ExpertRouter.Core.Ranking;

/// <summary>
/// Limited-memory BFGS for smooth functions: two-loop recursion and backtracking line search (Nocedal and Wright,
/// Numerical Optimization, chapters 3 and 7). Deterministic.
/// </summary>
public static class Lbfgs
{
    private const int Memory = 10;
    private const double SufficientDecrease = 1e-4;

    /// <summary>Computes a value and writes the gradient.</summary>
    public delegate double Objective(double[] point, double[] gradient);

    /// <summary>A point close to a local minimum, starting from <paramref name="start"/>, which stays as it is.</summary>
    /// <param name="objective">The function.</param>
    /// <param name="start">First point.</param>
    /// <param name="iterations">At most so many steps.</param>
    /// <param name="tolerance">Stops when no component of the gradient is larger.</param>
    public static double[] Minimise(Objective objective, double[] start, int iterations = 100, double tolerance = 1e-5)
    {
        var point = (double[])start.Clone();
        var gradient = new double[point.Length];
        var value = objective(point, gradient);
        var steps = new LinkedList<(double[] Move, double[] Turn, double Curvature)>();

        for (var iteration = 0; iteration < iterations && gradient.Max(Math.Abs) > tolerance; iteration++)
        {
            var direction = Direction(gradient, steps);
            var slope = Dot(direction, gradient);
            if (slope >= 0)
            {
                steps.Clear();
                direction = Array.ConvertAll(gradient, component => -component);
                slope = Dot(direction, gradient);
            }

            var length = steps.Count == 0 ? Math.Min(1, 1 / Math.Sqrt(-slope)) : 1.0;
            var next = new double[point.Length];
            var nextGradient = new double[point.Length];
            double nextValue;
            for (var attempt = 0; ; attempt++)
            {
                for (var i = 0; i < next.Length; i++) next[i] = point[i] + (length * direction[i]);
                nextValue = objective(next, nextGradient);
                if (nextValue <= value + (SufficientDecrease * length * slope)) break;
                if (attempt == 40) return point;
                length /= 2;
            }

            var move = new double[point.Length];
            var turn = new double[point.Length];
            for (var i = 0; i < move.Length; i++)
            {
                move[i] = next[i] - point[i];
                turn[i] = nextGradient[i] - gradient[i];
            }

            var curvature = Dot(move, turn);
            if (curvature > 1e-12)
            {
                steps.AddLast((move, turn, curvature));
                if (steps.Count > Memory) steps.RemoveFirst();
            }

            (point, gradient, value) = (next, nextGradient, nextValue);
        }

        return point;
    }

    private static double[] Direction(double[] gradient, LinkedList<(double[] Move, double[] Turn, double Curvature)> steps)
    {
        var direction = Array.ConvertAll(gradient, component => -component);
        var alphas = new Stack<double>();
        for (var step = steps.Last; step is not null; step = step.Previous)
        {
            var alpha = Dot(step.Value.Move, direction) / step.Value.Curvature;
            alphas.Push(alpha);
            AddScaled(direction, -alpha, step.Value.Turn);
        }

        if (steps.Last is { } latest)
        {
            var scale = latest.Value.Curvature / Dot(latest.Value.Turn, latest.Value.Turn);
            for (var i = 0; i < direction.Length; i++) direction[i] *= scale;
        }

        for (var step = steps.First; step is not null; step = step.Next)
        {
            var beta = Dot(step.Value.Turn, direction) / step.Value.Curvature;
            AddScaled(direction, alphas.Pop() - beta, step.Value.Move);
        }

        return direction;
    }

    private static double Dot(double[] left, double[] right)
    {
        var sum = 0.0;
        for (var i = 0; i < left.Length; i++) sum += left[i] * right[i];
        return sum;
    }

    private static void AddScaled(double[] target, double scale, double[] addend)
    {
        for (var i = 0; i < target.Length; i++) target[i] += scale * addend[i];
    }
}
