using ExpertRouter.Encoder.Graph;
using ExpertRouter.Encoder.Graph.Gradients;
using ExpertRouter.Encoder.Graph.Ops;

namespace ExpertRouter.Encoder.Tests.Graph;

/// <summary>
/// Compares the gradient of Σ w·f(x), w fixed and unlike, with central differences (f(x+h) − f(x−h)) / 2h for every number of
/// every parameter. Sums are taken in double, so the error left is that of float32 outputs.
/// </summary>
internal static class FiniteDifferences
{
    private const float Step = 4e-3f;

    public static void Check(Func<GraphBuilder, IReadOnlyList<Value>, Value> build, params TensorShape[] shapes) =>
        CheckAt(build, 1e-3, [.. shapes.Select((shape, i) => (shape, Numbers(shape, i)))]);

    public static void CheckAt(
        Func<GraphBuilder, IReadOnlyList<Value>, Value> build,
        double tolerance,
        params (TensorShape Shape, float[] Numbers)[] starts)
    {
        var graph = new GraphBuilder();
        var parameters = starts.Select((start, i) => graph.Parameter($"p{i}", start.Shape, start.Numbers)).ToArray();
        CheckGraph(graph, build(graph, parameters), tolerance);
    }

    /// <summary>Checks every parameter of a graph whose shapes are all known.</summary>
    public static void CheckGraph(GraphBuilder graph, Value output, double tolerance)
    {
        var parameters = graph.Parameters.ToArray();
        var weights = Enumerable.Range(0, (int)output.Shape.ElementCount).Select(i => (.3f + .7f * ((i * 37 + 11) % 17) / 17f) * (i % 2 == 0 ? 1 : -1)).ToArray();
        var loss = graph.SumOfAll(graph.Times(output, graph.Constant(weights, output.Shape.Dims)));
        var gradients = GradientBuilder.Differentiate(graph, loss, [.. parameters.Select(parameter => parameter.Value)]);
        using var runner = new GraphRunner(graph, [output, .. gradients]);
        var results = runner.Run(Feeds(parameters));

        for (var p = 0; p < parameters.Length; p++)
        {
            var numbers = parameters[p].Start;
            Assert.Equal(numbers.Length, results[p + 1].Length);
            for (var i = 0; i < numbers.Length; i++)
            {
                var original = numbers[i];
                var numeric = (Weighted(original + Step) - Weighted(original - Step)) / (2.0 * Step);
                numbers[i] = original;
                var difference = Math.Abs(numeric - results[p + 1][i]);
                Assert.True(
                    difference <= tolerance * Math.Max(1, Math.Abs(numeric)),
                    $"d/d {parameters[p].Name}[{i}]: the graph says {results[p + 1][i]}, differences say {numeric}");

                double Weighted(float number)
                {
                    numbers[i] = number;
                    return runner.Run(Feeds(parameters))[0].Select((value, j) => (double)value * weights[j]).Sum();
                }
            }
        }
    }

    /// <summary>Unlike numbers in ±1.2, none near 0.</summary>
    public static float[] Numbers(TensorShape shape, int salt = 0)
    {
        var random = new Random(20 + salt);
        return [.. Enumerable.Range(0, (int)shape.ElementCount).Select(_ => (.2f + random.NextSingle()) * (random.Next(2) == 0 ? 1 : -1))];
    }

    public static float[] Positive(TensorShape shape) => [.. Numbers(shape).Select(number => Math.Abs(number) + .3f)];

    private static Dictionary<string, (Array, long[])> Feeds(IEnumerable<Parameter> parameters) =>
        parameters.ToDictionary(
            parameter => parameter.Name,
            parameter => ((Array)parameter.Start, parameter.Value.Shape.Dims.Select(dim => dim.Size).ToArray()));
}
