namespace ExpertRouter.Evaluation.Datasets.SePef;

/// <summary>The counts of one community.</summary>
public sealed record SePefCommunityCounts
{
    /// <summary>The community.</summary>
    public required string Community { get; init; }

    /// <summary>First instant of validation.</summary>
    public required DateTimeOffset TrainEnd { get; init; }

    /// <summary>First instant of test.</summary>
    public required DateTimeOffset ValidationEnd { get; init; }

    /// <summary>Questions in the dump.</summary>
    public required int Questions { get; init; }

    /// <summary>Answers in the dump.</summary>
    public required int Answers { get; init; }

    /// <summary>Answers with known author and enough points before the knowledge boundary.</summary>
    public required int AnswersConsidered { get; init; }

    /// <summary>Their authors.</summary>
    public required int Authors { get; init; }

    /// <summary>Authors with enough best answers.</summary>
    public required int AuthorsWithEnoughBest { get; init; }

    /// <summary>Mean best/all ratio of those; experts exceed it.</summary>
    public required double MeanRatio { get; init; }

    /// <summary>Experts.</summary>
    public required int Experts { get; init; }

    /// <summary>Their answers before the train boundary.</summary>
    public required int Documents { get; init; }

    /// <summary>Training queries.</summary>
    public required int TrainQueries { get; init; }

    /// <summary>Validation queries.</summary>
    public required int ValidQueries { get; init; }

    /// <summary>Test queries.</summary>
    public required int TestQueries { get; init; }

    /// <summary>Questions left out: no accepted answer.</summary>
    public required int WithoutAcceptedAnswer { get; init; }

    /// <summary>Questions left out: the accepted answer is not in the dump.</summary>
    public required int AcceptedAnswerMissing { get; init; }

    /// <summary>Questions left out: accepted answer by nobody who is an expert.</summary>
    public required int AnsweredByNoExpert { get; init; }

    /// <summary>Questions left out: the expert had too few earlier answers.</summary>
    public required int TooFewEarlierAnswers { get; init; }

    /// <summary>Questions left out: self-answered, when the options say so.</summary>
    public required int SelfAnsweredLeftOut { get; init; }

    /// <summary>Queries that the expert asked himself.</summary>
    public required int SelfAnswered { get; init; }

    /// <summary>Queries whose asker had asked before, so that personalisation has something to go by.</summary>
    public required int AskersWithHistory { get; init; }

    /// <summary>Queries whose accepted answer is not the top-scored one: asker and readers disagree about the best.</summary>
    public required int AcceptedNotTopScored { get; init; }

    /// <summary>Share of the queries whose relevant expert is the most frequent one; what "always the same person" scores.</summary>
    public required double TopExpertShare { get; init; }

    /// <summary>Gini coefficient of relevant labels over the experts: 0 even, near 1 a few people hold them all.</summary>
    public required double LabelGini { get; init; }
}
