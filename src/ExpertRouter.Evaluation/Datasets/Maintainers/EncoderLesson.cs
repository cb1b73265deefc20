namespace ExpertRouter.Evaluation.Datasets.Maintainers;

/// <summary>What an encoder may learn from.</summary>
/// <param name="Documents">Positions in the collection.</param>
/// <param name="Families">Per document of the collection its name stem: relatives must not teach each other.</param>
public sealed record EncoderLesson(MaintainerCollection Collection, IReadOnlyList<int> Documents, IReadOnlyList<string> Families);
