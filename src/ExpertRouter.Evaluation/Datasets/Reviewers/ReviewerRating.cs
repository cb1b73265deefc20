namespace ExpertRouter.Evaluation.Datasets.Reviewers;

/// <summary>How expert a reviewer feels for a paper.</summary>
/// <param name="Reviewer">Reviewer id.</param>
/// <param name="Paper">Paper id.</param>
/// <param name="Expertise">1 (none) to 5 (expert).</param>
public sealed record ReviewerRating(string Reviewer, string Paper, double Expertise);
