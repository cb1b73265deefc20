namespace ExpertRouter.Learning.Acceptance;

/// <summary>How scores become probabilities.</summary>
public enum CalibrationMethod
{
    /// <summary>Isotonic from 1,000 outcomes on, Platt below.</summary>
    BySize,

    /// <summary><see cref="PlattScaling"/>.</summary>
    Platt,

    /// <summary><see cref="IsotonicSteps"/>.</summary>
    Isotonic,
}
