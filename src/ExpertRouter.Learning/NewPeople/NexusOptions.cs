namespace ExpertRouter.Learning.NewPeople;

/// <summary>How a projection is trained. Fixed before any test query was scored.</summary>
public sealed record NexusOptions
{
    /// <summary>Width of the hidden layer.</summary>
    public int Hidden { get; init; } = 128;

    /// <summary>Scores are multiplied by this before the softmax of the training loss.</summary>
    public float Sharpness { get; init; } = 20;

    /// <summary>Step size of Adam.</summary>
    public float LearningRate { get; init; } = 1e-3f;

    /// <summary>Each step shrinks the weights by this times the step size.</summary>
    public float WeightDecay { get; init; } = .1f;

    /// <summary>Queries per step.</summary>
    public int Batch { get; init; } = 128;

    /// <summary>At most so many steps; how many are best is found on rehearsed newcomers.</summary>
    public int MaximumSteps { get; init; } = 300;

    /// <summary>The rehearsal looks after every so many steps.</summary>
    public int CheckEvery { get; init; } = 25;

    /// <summary>Share of the known experts that plays newcomers in the rehearsal.</summary>
    public double RehearsalShare { get; init; } = .2;

    /// <summary>Of starting weights, batches and the choice of rehearsed newcomers.</summary>
    public int Seed { get; init; } = 1;
}
