using ExpertRouter.Encoder.Training;

namespace ExpertRouter.App.Training;

/// <summary>An installation's own text, cut for training and judging an encoder. Immutable.</summary>
/// <param name="Documents">To train on, with their canonical experts who may be ranked; documents of nobody are there too, for their titles.</param>
/// <param name="Pairs">To train on: questions and their accepted answers.</param>
/// <param name="HeldOutDocuments">To judge by; no document of their families is among <paramref name="Documents"/>.</param>
/// <param name="HeldOutPairs">To judge by: titles and bodies, questions and accepted answers of held-out families.</param>
/// <param name="Restricted">Documents that not everybody may open, and that were left out for it.</param>
public sealed record EncoderCorpus(
    IReadOnlyList<TrainingDocument> Documents,
    IReadOnlyList<TrainingPair> Pairs,
    IReadOnlyList<TrainingDocument> HeldOutDocuments,
    IReadOnlyList<TrainingPair> HeldOutPairs,
    int Restricted)
{
    /// <summary>Documents to train on that have an expert.</summary>
    public int Taught => Documents.Count(document => document.Experts.Count > 0);

    /// <summary>Documents to train on with title and body.</summary>
    public int Titled => Documents.Count(document => document.Title.Length > 0 && document.Body.Length > 0);
}
