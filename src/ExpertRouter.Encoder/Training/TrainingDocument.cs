namespace ExpertRouter.Encoder.Training;

/// <summary>A text of known experts: what an organisation owns, and the signal that teaches the encoder most.</summary>
public sealed record TrainingDocument(string Id, string Title, string Body, IReadOnlyList<string> Experts)
{
    /// <summary>Documents of one family are never a same-expert pair and are held out together; null leaves it to the id and the options' pattern.</summary>
    public string? Family { get; init; }
}
