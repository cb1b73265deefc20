namespace ExpertRouter.Encoder.Training;

/// <summary>Two texts that belong together: title and body, question and answer.</summary>
public sealed record TrainingPair(string Source, string Anchor, string Positive);
