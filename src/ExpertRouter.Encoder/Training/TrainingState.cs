namespace ExpertRouter.Encoder.Training;

/// <summary>Counters of a run: steps taken, the best validation so far, validations since.</summary>
internal sealed record TrainingState(int Step, int BestStep, ValidationFigures BestFigures, int WithoutImprovement)
{
    public static TrainingState Start { get; } = new(0, 0, new ValidationFigures(double.NaN, double.NaN), 0);

    public TrainingState After(int step, ValidationFigures figures) =>
        BestStep == 0 || double.IsNaN(figures.Score) || figures.Score > BestFigures.Score
            ? new TrainingState(step, step, figures, 0)
            : this with { Step = step, WithoutImprovement = WithoutImprovement + 1 };
}
