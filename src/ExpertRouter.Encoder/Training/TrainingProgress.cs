namespace ExpertRouter.Encoder.Training;

/// <summary>One step's news for a progress display.</summary>
/// <param name="Step">steps taken, 1-based.</param>
/// <param name="TextsPerSecond">texts trained on a second since the start of this process.</param>
/// <param name="Validation">figures of the validation that followed the step, if one did.</param>
public sealed record TrainingProgress(int Step, int Steps, StepLosses Losses, double TextsPerSecond, TimeSpan Elapsed, ValidationFigures? Validation);
