namespace ExpertRouter.Evaluation.Datasets.SePef;

/// <summary>A person who may be ranked.</summary>
/// <param name="Id">The person's id.</param>
/// <param name="Community">Where they are an expert.</param>
/// <param name="BestAnswers">Best answers before the knowledge boundary.</param>
/// <param name="Answers">All answers that count, before the knowledge boundary.</param>
/// <param name="Ratio">Best answers / all answers.</param>
/// <param name="FirstAnswer">Date of the first of them (UTC).</param>
/// <param name="LastAnswer">Date of the last of them (UTC).</param>
public sealed record SePefExpert(
    string Id, string Community, int BestAnswers, int Answers, double Ratio, DateTimeOffset FirstAnswer, DateTimeOffset LastAnswer);
