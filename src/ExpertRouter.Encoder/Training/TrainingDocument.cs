namespace ExpertRouter.Encoder.Training;

/// <summary>A text of known experts: what an organisation owns, and the signal that teaches the encoder most.</summary>
public sealed record TrainingDocument(string Id, string Title, string Body, IReadOnlyList<string> Experts);
