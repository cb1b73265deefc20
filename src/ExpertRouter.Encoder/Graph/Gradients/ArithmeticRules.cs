using ExpertRouter.Encoder.Graph.Ops;

namespace ExpertRouter.Encoder.Graph.Gradients;

internal static class ArithmeticRules
{
    private const float TwoOverRootPi = 1.1283791670955126f;
    private const float OneOverRootTwo = 0.70710678118654752f;
    private const float OneOverRootTwoPi = 0.3989422804014327f;

    public static void Add(GradientScope scope)
    {
        scope.Pass(0, () => scope.Upstream);
        scope.Pass(1, () => scope.Upstream);
    }

    public static void Sub(GradientScope scope)
    {
        scope.Pass(0, () => scope.Upstream);
        scope.Pass(1, () => scope.Graph.Negative(scope.Upstream));
    }

    public static void Mul(GradientScope scope)
    {
        scope.Pass(0, () => scope.Graph.Times(scope.Upstream, scope.Input(1)));
        scope.Pass(1, () => scope.Graph.Times(scope.Upstream, scope.Input(0)));
    }

    /// <summary>d(a/b) = da/b − (a/b)·db/b.</summary>
    public static void Div(GradientScope scope)
    {
        var graph = scope.Graph;
        scope.Pass(0, () => graph.DividedBy(scope.Upstream, scope.Input(1)));
        scope.Pass(1, () => graph.Negative(graph.DividedBy(graph.Times(scope.Upstream, scope.Output), scope.Input(1))));
    }

    public static void Neg(GradientScope scope) => scope.Pass(0, () => scope.Graph.Negative(scope.Upstream));

    public static void Exp(GradientScope scope) => scope.Pass(0, () => scope.Graph.Times(scope.Upstream, scope.Output));

    public static void Log(GradientScope scope) => scope.Pass(0, () => scope.Graph.DividedBy(scope.Upstream, scope.Input(0)));

    public static void Sqrt(GradientScope scope) =>
        scope.Pass(0, () => scope.Graph.DividedBy(scope.Graph.Times(scope.Upstream, .5f), scope.Output));

    public static void Tanh(GradientScope scope)
    {
        var graph = scope.Graph;
        scope.Pass(0, () => graph.Times(scope.Upstream, graph.Minus(graph.Scalar(1), graph.Times(scope.Output, scope.Output))));
    }

    /// <summary>erf′(x) = 2/√π · exp(−x²).</summary>
    public static void Erf(GradientScope scope)
    {
        var graph = scope.Graph;
        var x = scope.Input(0);
        scope.Pass(0, () => graph.Times(scope.Upstream, graph.Times(graph.Exp(graph.Negative(graph.Times(x, x))), TwoOverRootPi)));
    }

    /// <summary>(xΦ(x))′ = Φ(x) + x·φ(x).</summary>
    public static void Gelu(GradientScope scope)
    {
        var graph = scope.Graph;
        var x = scope.Input(0);
        scope.Pass(0, () =>
        {
            var cumulative = graph.Plus(graph.Times(graph.Erf(graph.Times(x, OneOverRootTwo)), .5f), .5f);
            var density = graph.Times(graph.Exp(graph.Times(graph.Times(x, x), -.5f)), OneOverRootTwoPi);
            return graph.Times(scope.Upstream, graph.Plus(cumulative, graph.Times(x, density)));
        });
    }

    public static void Where(GradientScope scope)
    {
        var graph = scope.Graph;
        scope.Pass(1, () => graph.Where(scope.Input(0), scope.Upstream, graph.Scalar(0)));
        scope.Pass(2, () => graph.Where(scope.Input(0), graph.Scalar(0), scope.Upstream));
    }
}
