namespace ExpertRouter.Evaluation.Datasets.Maintainers;

/// <summary>Which encoders take part in <see cref="ExpertsEvaluation"/>.</summary>
public sealed record EncoderPlan
{
    /// <summary>No encoder.</summary>
    public static EncoderPlan None { get; } = new();

    /// <summary>
    /// Makes the encoder of the hybrid system for a lesson: trains one on these documents and no others, or opens a ready one. Called
    /// twice, perhaps at the same time; equal lessons give equal encoders. Null for no hybrid system.
    /// </summary>
    public Func<EncoderLesson, IExpertEncoder>? Hybrid { get; init; }

    /// <summary>Encoders to rank with alone, for comparison, each with the name of its row; they may look at the documents, never at the queries.</summary>
    public IReadOnlyList<(string Name, Func<EncoderLesson, IExpertEncoder> Open)> References { get; init; } = [];
}
