namespace ExpertRouter.Encoder.Training;

/// <summary>Factor on the learning rates: 1/w, 2/w … 1 over w warm-up steps, then down to the final share at the last step.</summary>
public sealed record LearningRateSchedule(int Steps, int WarmUp, DecayShape Decay, float FinalRate)
{
    /// <param name="step">0-based.</param>
    public float Factor(int step)
    {
        if (step < WarmUp)
            return (step + 1f) / WarmUp;
        var remaining = Math.Max(1, Steps - 1 - WarmUp);
        var progress = Math.Min(1, (double)(step - WarmUp) / remaining);
        var shape = Decay == DecayShape.Linear ? 1 - progress : .5 * (1 + Math.Cos(Math.PI * progress));
        return (float)(FinalRate + (1 - FinalRate) * shape);
    }
}
