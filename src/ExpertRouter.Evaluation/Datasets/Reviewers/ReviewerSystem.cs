using System.Globalization;
using ExpertRouter.Evaluation.Datasets.Embeddings;

namespace ExpertRouter.Evaluation.Datasets.Reviewers;

/// <summary>An encoder as it is read for reviewers.</summary>
/// <param name="Name">In the tables.</param>
/// <param name="Space">Profile papers and rated papers.</param>
/// <param name="Form">How profiles are read.</param>
/// <param name="Weight">Beside the words; null for the encoder alone.</param>
/// <param name="ChosenBy">What chose form and weight.</param>
internal sealed record ReviewerSystem(string Name, EmbeddingSpace Space, ProfileForm Form, double? Weight, string ChosenBy)
{
    /// <summary>The choice in words.</summary>
    public string Note => Weight is { } weight
        ? string.Create(CultureInfo.InvariantCulture, $"{Name}: {Space.Name} as {Form}, weight {weight:0.0}, by {ChosenBy}")
        : $"{Name}: {Space.Name} as {Form}, by {ChosenBy}";
}
