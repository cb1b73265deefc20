namespace ExpertRouter.Evaluation.Trec;

/// <summary>A document (or expert) id with a system's score for it; higher is better.</summary>
public readonly record struct ScoredDocument(string Document, double Score);
