namespace ExpertRouter.Learning.Acceptance;

/// <summary>Score of a ranker → probability of success. Never falls as the score rises where it was fitted on scores that mean something. Immutable and thread-safe.</summary>
public interface ICalibrator
{
    /// <summary>The probability, in [0, 1].</summary>
    /// <param name="score">Any finite score of the ranker it was fitted for.</param>
    double Probability(double score);
}
