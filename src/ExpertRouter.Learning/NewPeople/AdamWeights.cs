namespace ExpertRouter.Learning.NewPeople;

/// <summary>Weights with their gradients and Adam's moments (β₁ = .9, β₂ = .999).</summary>
internal sealed class AdamWeights
{
    private const float FirstDecay = .9f;
    private const float SecondDecay = .999f;
    private readonly float[] _first;
    private readonly float[] _second;

    /// <param name="count">How many.</param>
    /// <param name="random">Draws the starting values.</param>
    /// <param name="spread">They are uniform in ± this; 0 starts at 0.</param>
    public AdamWeights(int count, Random random, float spread)
    {
        Values = new float[count];
        Gradients = new float[count];
        _first = new float[count];
        _second = new float[count];
        for (var i = 0; i < count; i++) Values[i] = spread * ((2 * random.NextSingle()) - 1);
    }

    public float[] Values { get; }

    public float[] Gradients { get; }

    /// <summary>Takes a step against the gradients, shrinks the weights, and clears the gradients.</summary>
    public void Update(float learningRate, float weightDecay, int step)
    {
        var (firstScale, secondScale) = (1 - MathF.Pow(FirstDecay, step), 1 - MathF.Pow(SecondDecay, step));
        for (var i = 0; i < Values.Length; i++)
        {
            var gradient = Gradients[i];
            _first[i] = (FirstDecay * _first[i]) + ((1 - FirstDecay) * gradient);
            _second[i] = (SecondDecay * _second[i]) + ((1 - SecondDecay) * gradient * gradient);
            Values[i] -= learningRate * ((_first[i] / firstScale / (MathF.Sqrt(_second[i] / secondScale) + 1e-8f)) + (weightDecay * Values[i]));
            Gradients[i] = 0;
        }
    }
}
