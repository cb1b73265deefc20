namespace ExpertRouter.Evaluation.Datasets.SePef;

/// <summary>
/// Scores the retrieved answers anew, for instance with a text encoder; an expert's score is the sum over their answers.
/// </summary>
/// <param name="Name">The name in tables, such as <c>MiniLM</c>.</param>
/// <param name="Score">Query and answers to one score per answer.</param>
public sealed record SePefReranker(string Name, Func<SePefQuery, IReadOnlyList<SePefDocument>, IReadOnlyList<double>> Score);
