namespace ExpertRouter.Evaluation.Datasets.Reviewers;

/// <summary>Cosines of a paper with a reviewer's profile, read in four ways.</summary>
/// <param name="Profile">With all of the reviewer's text in one.</param>
/// <param name="Best">With the most similar own paper; 0 without papers.</param>
/// <param name="BestThree">With the three most similar own papers, mean; 0 without papers.</param>
/// <param name="Mean">With all own papers, mean; 0 without papers.</param>
public readonly record struct ProfileReading(double Profile, double Best, double BestThree, double Mean)
{
    /// <summary>Reads.</summary>
    /// <param name="profile">Cosine with all text in one.</param>
    /// <param name="papers">Cosine with each own paper.</param>
    public static ProfileReading Of(double profile, IEnumerable<double> papers)
    {
        double[] ordered = [.. papers.OrderDescending()];
        return new ProfileReading(
            profile, ordered.FirstOrDefault(), ordered.Take(3).DefaultIfEmpty().Average(), ordered.DefaultIfEmpty().Average());
    }

    /// <summary>The number that a form makes of it.</summary>
    public double As(ProfileForm form) => form switch
    {
        ProfileForm.Profile => Profile,
        ProfileForm.Best => Best,
        ProfileForm.BestThree => BestThree,
        ProfileForm.Mean => Mean,
        ProfileForm.ProfileAndBest => Profile + Best,
        ProfileForm.ProfileAndBestThree => Profile + BestThree,
        _ => throw new ArgumentOutOfRangeException(nameof(form), form, "unknown form"),
    };
}
