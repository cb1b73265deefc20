namespace ExpertRouter.Evaluation.Datasets.Reviewers;

/// <summary>How a reviewer's own papers are read: cosine of a paper with …</summary>
public enum ProfileForm
{
    /// <summary>… all of the reviewer's text in one.</summary>
    Profile,

    /// <summary>… the most similar own paper.</summary>
    Best,

    /// <summary>… the three most similar own papers, mean.</summary>
    BestThree,

    /// <summary>… all own papers, mean.</summary>
    Mean,

    /// <summary>Sum of <see cref="Profile"/> and <see cref="Best"/>.</summary>
    ProfileAndBest,

    /// <summary>Sum of <see cref="Profile"/> and <see cref="BestThree"/>: neither breadth nor one fitting paper decides alone.</summary>
    ProfileAndBestThree,
}
