using System.Numerics.Tensors;
using ExpertRouter.Encoder.Graph;
using ExpertRouter.Encoder.Graph.Format;
using ExpertRouter.Encoder.Graph.Gradients;
using ExpertRouter.Encoder.Graph.Ops;
using ExpertRouter.Encoder.Layers;
using Microsoft.ML.OnnxRuntime;

namespace ExpertRouter.Encoder.Training;

/// <summary>
/// One session that computes the losses of a batch and the gradient of every parameter. Parameters are fed from the arrays of
/// <see cref="Parameters"/>, so a step on those arrays shows in the next run. Not thread-safe.
/// </summary>
internal sealed class StepGraph : IDisposable
{
    private const float LargestContrastScale = 50;
    private const float FirstContrastScale = 1 / .07f;
    private const float FirstExpertScale = 10;

    private readonly BatchPlan plan;
    private readonly ITextInput input;
    private readonly InferenceSession session;
    private readonly string[] inputNames;
    private readonly List<string> outputNames = [];
    private readonly OrtValue[] parameterValues;
    private readonly int expertCount;
    private readonly bool hasLoad;
    private readonly DenseParameter? contrastScale;

    public StepGraph(EncoderTrainingOptions options, BatchPlan plan, ITextInput input, int expertCount, SessionOptions session)
    {
        (this.plan, this.input, this.expertCount) = (plan, input, expertCount);
        var graph = new GraphBuilder();
        var encoder = input.Build(graph, options.Architecture, options.Seed, plan.Rows);
        var losses = Losses(graph, options, encoder);
        var total = losses.Select(loss => graph.Times(loss.Value, loss.Weight)).Aggregate((Value left, Value right) => graph.Plus(left, right));
        if (encoder.AuxiliaryLoss is { } auxiliary)
            total = graph.Plus(total, auxiliary);

        Parameters = [.. graph.Parameters.Select(parameter => new DenseParameter(parameter))];
        contrastScale = Parameters.SingleOrDefault(parameter => parameter.Name == "head.scale.contrast");
        var differentiated = input.DifferentiatedNames.Select(name => graph.Inputs.Single(value => value.Name == name));
        var gradients = GradientBuilder.Differentiate(graph, total, [.. differentiated, .. graph.Parameters.Select(parameter => parameter.Value)]);

        var outputs = new List<(string Name, Value Value)> { ("total", total) };
        outputs.AddRange(losses.Select(loss => (loss.Name, loss.Value)));
        hasLoad = encoder.Load is not null;
        if (encoder.Load is { } load)
            outputs.Add(("load", load));
        outputs.AddRange(gradients.Select((gradient, i) => ($"gradient{i}", gradient)));
        outputNames.AddRange(outputs.Select(output => output.Name));
        this.session = new InferenceSession(OnnxModelWriter.Write(graph, outputs, ParameterPlacement.Inputs), session);
        parameterValues = [.. Parameters.Select(parameter => OrtValue.CreateTensorValueFromMemory(parameter.Numbers, parameter.Shape))];
        inputNames = [.. input.InputNames, .. LossInputs(), .. Parameters.Select(parameter => parameter.Name)];
        var known = this.session.InputMetadata.Keys.ToHashSet();
        if (inputNames.FirstOrDefault(name => !known.Contains(name)) is { } missing)
            throw new InvalidOperationException($"the training graph does not use its input {missing}");
    }

    public IReadOnlyList<DenseParameter> Parameters { get; }

    /// <summary>Runs one batch and adds its gradients to the parameters' and the table's.</summary>
    public StepLosses Accumulate(Batch batch, TableGradient tableGradient, SeededRandom dropout)
    {
        var values = new List<OrtValue>(input.Feed(batch.Texts, dropout));
        using var targets = plan.ExpertTexts > 0 ? OrtValue.CreateTensorValueFromMemory(batch.Targets, [plan.ExpertTexts, expertCount]) : null;
        using var mask = plan.SameExpertPairs > 0
            ? OrtValue.CreateTensorValueFromMemory(batch.SameMask, [plan.SameExpertPairs, plan.SameExpertPairs])
            : null;
        values.AddRange(new[] { targets, mask }.OfType<OrtValue>());
        values.AddRange(parameterValues);
        using var run = new RunOptions();
        using var results = session.Run(run, inputNames, values, outputNames);

        var first = outputNames.IndexOf("gradient0");
        var inputs = input.DifferentiatedNames.Count;
        input.Backward(batch.Texts, [.. results.Skip(first).Take(inputs)], tableGradient);
        for (var i = 0; i < Parameters.Count; i++)
        {
            var gradient = Parameters[i].Gradient.AsSpan();
            TensorPrimitives.Add(gradient, results[first + inputs + i].GetTensorDataAsSpan<float>(), gradient);
        }

        return new StepLosses(
            Number("total"), Number("expert"), Number("same"), Number("pairs"), hasLoad ? results[outputNames.IndexOf("load")].GetTensorDataAsSpan<float>().ToArray() : []);

        float Number(string name) => outputNames.IndexOf(name) is >= 0 and var at ? results[at].GetTensorDataAsSpan<float>()[0] : float.NaN;
    }

    /// <summary>Takes the Adam step on the mean of the accumulated gradients, shortened to the clip norm, and clears them.</summary>
    public void Step(EncoderTrainingOptions options, float factor, int step)
    {
        var squares = 0.0;
        foreach (var parameter in Parameters)
        {
            TensorPrimitives.Divide(parameter.Gradient, options.Accumulation, parameter.Gradient);
            squares += TensorPrimitives.SumOfSquares<float>(parameter.Gradient);
        }

        var norm = (float)Math.Sqrt(squares);
        foreach (var parameter in Parameters)
        {
            if (norm > options.ClipNorm)
                TensorPrimitives.Multiply(parameter.Gradient, options.ClipNorm / norm, parameter.Gradient);
            var rate = factor * (parameter.IsHead ? options.HeadLearningRate : options.LearningRate);
            Adam.Update(parameter.Numbers, parameter.Gradient, parameter.FirstMoments, parameter.SecondMoments, rate, step);
            Array.Clear(parameter.Gradient);
        }

        if (contrastScale is not null)
            contrastScale.Numbers[0] = Math.Min(contrastScale.Numbers[0], MathF.Log(LargestContrastScale));
    }

    public void Dispose()
    {
        session.Dispose();
        foreach (var value in parameterValues)
            value.Dispose();
    }

    private List<(string Name, Value Value, float Weight)> Losses(GraphBuilder graph, EncoderTrainingOptions options, EncoderOutput encoder)
    {
        var vectors = options.AnchorInContrast ? encoder.Embedding : encoder.Learned;
        var losses = new List<(string, Value, float)>();
        if (plan.ExpertTexts > 0)
        {
            var weights = new WeightInitializer(graph, options.Seed);
            var dimension = options.Architecture.Dimension;
            losses.Add(("expert", LossBuilder.ExpertSoftmax(
                graph,
                graph.Slice(encoder.Embedding, 0, 0, plan.ExpertTexts),
                weights.Normal("head.experts", new(expertCount, dimension), 1 / Math.Sqrt(dimension)),
                weights.Filled("head.experts.bias", new(expertCount), 0),
                weights.Filled("head.scale.expert", TensorShape.Scalar, MathF.Log(FirstExpertScale)),
                graph.Input("targets", OnnxType.F32, plan.ExpertTexts, expertCount)), options.ExpertWeight));
        }

        if (plan.SameExpertPairs + plan.TextPairs == 0)
            return losses;
        var scale = graph.Parameter("head.scale.contrast", TensorShape.Scalar, [MathF.Log(FirstContrastScale)]);
        if (plan.SameExpertPairs is > 0 and var same)
        {
            losses.Add(("same", LossBuilder.InfoNce(
                graph,
                graph.Slice(vectors, 0, plan.SameStart, same),
                graph.Slice(vectors, 0, plan.SameStart + same, same),
                scale,
                graph.Input("same.mask", OnnxType.F32, same, same)), options.SameExpertWeight));
        }

        if (plan.TextPairs is > 0 and var pairs)
        {
            losses.Add(("pairs", LossBuilder.InfoNce(
                graph,
                graph.Slice(vectors, 0, plan.PairStart, pairs),
                graph.Slice(vectors, 0, plan.PairStart + pairs, pairs),
                scale,
                negatives: plan.HardNegatives ? graph.Slice(vectors, 0, plan.HardStart, pairs) : null), options.PairWeight));
        }

        return losses;
    }

    private IEnumerable<string> LossInputs()
    {
        if (plan.ExpertTexts > 0)
            yield return "targets";
        if (plan.SameExpertPairs > 0)
            yield return "same.mask";
    }
}
