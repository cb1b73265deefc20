namespace ExpertRouter.Evaluation.Datasets.Reviewers;

/// <summary>Makes vectors of texts; null for a text without one.</summary>
/// <param name="collection">The set; profiles and profile papers may be learned from, ratings and rated papers may not.</param>
/// <param name="texts">What to encode.</param>
public delegate IReadOnlyList<float[]?> PaperVectors(ReviewerCollection collection, IReadOnlyList<string> texts);
