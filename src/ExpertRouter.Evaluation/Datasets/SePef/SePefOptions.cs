namespace ExpertRouter.Evaluation.Datasets.SePef;

/// <summary>
/// Every threshold of the SE-PEF construction (Kasela, Pasi and Perego, SIGIR-AP 2023); the defaults are the paper's.
/// </summary>
/// <remarks>
/// Two things differ from the authors' published code on purpose, because there they look into the future: experts are
/// chosen from what is known at the train boundary (<see cref="ExpertsKnownBefore"/>), and only experts' answers before
/// that boundary become documents.
/// </remarks>
public sealed record SePefOptions
{
    /// <summary>The paper's thresholds and dates.</summary>
    public static SePefOptions Paper { get; } = new();

    /// <summary>
    /// For small sites: 3 best answers, top score 2, 2 earlier answers, and boundaries by share of the questions instead
    /// of dates. Figures from it are not comparable with the paper's.
    /// </summary>
    public static SePefOptions Small { get; } = new()
    {
        Profile = "small",
        MinimumBestAnswers = 3,
        MinimumTopScore = 2,
        MinimumEarlierAnswers = 2,
        TrainEnd = null,
        ValidationEnd = null,
    };

    /// <summary>The name of the set of thresholds, for the report.</summary>
    public string Profile { get; init; } = "paper";

    /// <summary>Fewest best answers of an expert in a community.</summary>
    public int MinimumBestAnswers { get; init; } = 10;

    /// <summary>Fewest points at which the top-scored answer of a question without accepted answer is a best answer.</summary>
    public int MinimumTopScore { get; init; } = 5;

    /// <summary>Answers with fewer points are not looked at: they make nobody an expert and are no documents.</summary>
    public int MinimumAnswerScore { get; init; }

    /// <summary>Fewest answers that the relevant expert had written before the question was asked.</summary>
    public int MinimumEarlierAnswers { get; init; } = 5;

    /// <summary>Whether an expert's share of best answers must exceed the mean share of those with enough best answers.</summary>
    public bool AboveMeanRatio { get; init; } = true;

    /// <summary>Questions asked before this instant are for training; null takes <see cref="TrainShare"/>.</summary>
    public DateTimeOffset? TrainEnd { get; init; } = new(2019, 12, 31, 23, 59, 59, TimeSpan.Zero);

    /// <summary>Questions asked from the train boundary on and before this instant are for validation, later ones for test.</summary>
    public DateTimeOffset? ValidationEnd { get; init; } = new(2020, 12, 31, 23, 59, 59, TimeSpan.Zero);

    /// <summary>Without dates: the share of the questions with an accepted answer, oldest first, that trains.</summary>
    public double TrainShare { get; init; } = 0.6;

    /// <summary>Without dates: the share that comes after it for validation.</summary>
    public double ValidationShare { get; init; } = 0.2;

    /// <summary>Which answers decide who is an expert.</summary>
    public KnowledgeBoundary ExpertsKnownBefore { get; init; } = KnowledgeBoundary.TrainEnd;

    /// <summary>Whether a question that its asker answered stays, as in the paper.</summary>
    public bool KeepSelfAnswered { get; init; } = true;

    /// <summary>The options of a profile.</summary>
    /// <exception cref="ArgumentException">The profile is neither <c>paper</c> nor <c>small</c>.</exception>
    public static SePefOptions Of(string profile) => profile switch
    {
        "paper" => Paper,
        "small" => Small,
        _ => throw new ArgumentException($"'{profile}' is no profile; use paper or small.", nameof(profile)),
    };
}
