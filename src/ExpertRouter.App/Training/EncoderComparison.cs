namespace ExpertRouter.App.Training;

/// <summary>Two encoders on the same held-out items. Immutable.</summary>
/// <param name="Items">How many.</param>
/// <param name="Candidate">Mean reciprocal rank of the candidate.</param>
/// <param name="Current">Of the encoder in use; null when there was none.</param>
/// <param name="PValue">Two-sided, of a paired randomisation test; null without a test.</param>
public sealed record EncoderComparison(int Items, double Candidate, double? Current, double? PValue)
{
    /// <summary>Whether the candidate is better, and significantly so.</summary>
    public bool IsBetter => Candidate > Current && PValue < .05;

    /// <summary>Whether the candidate is worse, and significantly so.</summary>
    public bool IsWorse => Candidate < Current && PValue < .05;
}
