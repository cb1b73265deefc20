namespace ExpertRouter.Evaluation.Datasets.Maintainers;

/// <summary>A text encoder, perhaps one that knows the experts of a collection. Not thread-safe.</summary>
public interface IExpertEncoder : IDisposable
{
    /// <summary>What it is, in a few words, for the notes of a table.</summary>
    string Description { get; }

    /// <summary>One entry per text; null for a text that cannot be encoded.</summary>
    IReadOnlyList<EncodedText?> Encode(IReadOnlyList<string> texts);
}
