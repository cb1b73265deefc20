namespace ExpertRouter.Encoder.Training;

/// <summary>What a run did; also written into the model's manifest.</summary>
/// <param name="BestStep">the step whose weights were exported: the best validation, or the last step where nothing was held out.</param>
/// <param name="PredictedWords">words that no training text had; their rows are predicted from word vectors.</param>
public sealed record TrainingReport(
    int Steps,
    int BestStep,
    ValidationFigures Validation,
    int Documents,
    int Experts,
    int Pairs,
    int Words,
    int PredictedWords,
    long Parameters,
    long ParametersOutsideTable,
    double Seconds,
    bool StoppedEarly);
