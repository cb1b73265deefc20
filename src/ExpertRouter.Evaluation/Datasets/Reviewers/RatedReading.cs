namespace ExpertRouter.Evaluation.Datasets.Reviewers;

/// <summary>How a space is best read on a set with ratings.</summary>
/// <param name="Form">The form with the least loss.</param>
/// <param name="Loss">Of that form alone.</param>
/// <param name="Weight">Of that form beside the words.</param>
/// <param name="LossWithWords">At that weight.</param>
internal sealed record RatedReading(ProfileForm Form, double Loss, double Weight, double LossWithWords);
