namespace ExpertRouter.Evaluation.Datasets.SePef;

/// <summary>The experts that BM25 found for a query, with every single system's score for each of them.</summary>
/// <param name="Query">The query.</param>
/// <param name="Experts">Distinct expert ids.</param>
/// <param name="Scores">System name to one score per expert.</param>
internal sealed record SePefCandidates(
    SePefQuery Query, IReadOnlyList<string> Experts, IReadOnlyDictionary<string, double[]> Scores);
