using ExpertRouter.Learning.Numerics;

namespace ExpertRouter.Learning.NewPeople;

/// <summary>The weights of a projection in training. The output starts at 0: before the first step the score is the cosine with the mean.</summary>
internal sealed class NexusModel
{
    /// <summary>Gates start open and nearly constant, so that the layer starts nearly linear.</summary>
    private const float GateSpread = .5f;
    private const float GateBias = 1;

    private readonly NexusOptions _options;
    private readonly int _dimension;
    private readonly AdamWeights _gate;
    private readonly AdamWeights _linear;
    private readonly AdamWeights _output;

    public NexusModel(NexusOptions options, int dimension)
    {
        (_options, _dimension) = (options, dimension);
        var random = new Random(options.Seed);
        _gate = new AdamWeights((dimension + 1) * options.Hidden, random, GateSpread);
        Array.Fill(_gate.Values, GateBias, dimension * options.Hidden, options.Hidden);
        _linear = new AdamWeights(dimension * options.Hidden, random, MathF.Sqrt(3));
        _output = new AdamWeights(dimension * options.Hidden, random, 0);
    }

    public NexusProjection ToProjection() => new(_dimension, _options.Hidden, [.. _gate.Values], [.. _linear.Values], [.. _output.Values]);

    /// <summary>One step on a batch of queries against all experts who have a mean.</summary>
    public void Step(float[][] means, NexusQuery[] batch, int step)
    {
        int[] present = [.. Enumerable.Range(0, means.Length).Where(expert => means[expert].Length > 0)];
        var place = new int[means.Length];
        Array.Fill(place, -1);
        for (var i = 0; i < present.Length; i++) place[present[i]] = i;

        var states = Array.ConvertAll(present, expert => new ExpertState(means[expert], this));
        var turned = new float[_dimension * present.Length];
        for (var i = 0; i < present.Length; i++)
            for (var c = 0; c < _dimension; c++) turned[(c * present.Length) + i] = states[i].Vector[c];

        var scores = new float[present.Length];
        foreach (var query in batch)
        {
            int[] right = [.. query.Experts.Select(expert => place[expert]).Where(expert => expert >= 0)];
            if (right.Length == 0) continue;
            Array.Clear(scores);
            for (var c = 0; c < _dimension; c++)
                VectorSum.AddScaled<float>(scores, _options.Sharpness * query.Vector[c], turned.AsSpan(c * present.Length, present.Length));
            Softmax(scores);
            foreach (var expert in right) scores[expert] -= 1f / right.Length;
            for (var i = 0; i < present.Length; i++)
                if (MathF.Abs(scores[i]) > 1e-7f) VectorSum.AddScaled<float>(states[i].Gradient, _options.Sharpness * scores[i] / batch.Length, query.Vector);
        }

        var outputTurned = new float[_output.Values.Length];
        for (var j = 0; j < _options.Hidden; j++)
            for (var c = 0; c < _dimension; c++) outputTurned[(c * _options.Hidden) + j] = _output.Values[(j * _dimension) + c];
        foreach (var state in states) Backward(state, outputTurned);
        foreach (var weights in (AdamWeights[])[_gate, _linear, _output]) weights.Update(_options.LearningRate, _options.WeightDecay, step);
    }

    private void Backward(ExpertState state, float[] outputTurned)
    {
        var hidden = _options.Hidden;
        var below = new float[hidden];
        for (var c = 0; c < _dimension; c++) VectorSum.AddScaled<float>(below, state.Gradient[c], outputTurned.AsSpan(c * hidden, hidden));
        var (gate, linear) = (new float[hidden], new float[hidden]);
        for (var j = 0; j < hidden; j++)
        {
            var silu = NexusProjection.Silu(state.Gate[j]);
            VectorSum.AddScaled<float>(_output.Gradients.AsSpan(j * _dimension, _dimension), silu * state.Linear[j], state.Gradient);
            var sigmoid = 1 / (1 + MathF.Exp(-state.Gate[j]));
            gate[j] = below[j] * state.Linear[j] * (sigmoid + (silu * (1 - sigmoid)));
            linear[j] = below[j] * silu;
        }

        for (var c = 0; c < _dimension; c++)
        {
            VectorSum.AddScaled<float>(_gate.Gradients.AsSpan(c * hidden, hidden), state.Mean[c], gate);
            VectorSum.AddScaled<float>(_linear.Gradients.AsSpan(c * hidden, hidden), state.Mean[c], linear);
        }

        VectorSum.AddScaled<float>(_gate.Gradients.AsSpan(_dimension * hidden, hidden), 1, gate);
    }

    private static void Softmax(float[] scores)
    {
        var top = scores.Max();
        var sum = 0f;
        for (var i = 0; i < scores.Length; i++) sum += scores[i] = MathF.Exp(scores[i] - top);
        for (var i = 0; i < scores.Length; i++) scores[i] /= sum;
    }

    /// <summary>What a step needs of one expert: the layers on the way up, the gradient on the way down.</summary>
    private sealed class ExpertState
    {
        public ExpertState(float[] mean, NexusModel model)
        {
            var hidden = model._options.Hidden;
            Mean = mean;
            (Gate, Linear) = ([.. model._gate.Values.AsSpan(mean.Length * hidden, hidden)], new float[hidden]);
            Vector = [.. mean];
            Gradient = new float[mean.Length];
            for (var c = 0; c < mean.Length; c++)
            {
                VectorSum.AddScaled<float>(Gate, mean[c], model._gate.Values.AsSpan(c * hidden, hidden));
                VectorSum.AddScaled<float>(Linear, mean[c], model._linear.Values.AsSpan(c * hidden, hidden));
            }

            for (var j = 0; j < hidden; j++)
                VectorSum.AddScaled<float>(Vector, NexusProjection.Silu(Gate[j]) * Linear[j], model._output.Values.AsSpan(j * mean.Length, mean.Length));
        }

        public float[] Mean { get; }

        public float[] Gate { get; }

        public float[] Linear { get; }

        public float[] Vector { get; }

        public float[] Gradient { get; }
    }
}
