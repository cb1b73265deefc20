namespace ExpertRouter.Evaluation.Datasets.SePef;

/// <summary>What was known about the asker when the question was asked; the question itself is not part of it.</summary>
/// <param name="Id">The asker's id.</param>
/// <param name="Questions">Ids of earlier questions, oldest first.</param>
/// <param name="Answers">Ids of earlier answers, oldest first.</param>
/// <param name="Tags">Tags of the earlier questions with their counts.</param>
public sealed record SePefAsker(
    string Id, IReadOnlyList<string> Questions, IReadOnlyList<string> Answers, IReadOnlyDictionary<string, int> Tags);
