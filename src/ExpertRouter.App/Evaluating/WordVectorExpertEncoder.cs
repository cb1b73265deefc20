using ExpertRouter.Encoder.Training;
using ExpertRouter.Evaluation.Datasets.Maintainers;

namespace ExpertRouter.App.Evaluating;

/// <summary>Mean word vectors, frequent words counting less, as an encoder to compare with. Thread-safe.</summary>
/// <param name="folder">Holds vocab.txt and vectors.f16.</param>
public sealed class WordVectorExpertEncoder(string folder) : IExpertEncoder
{
    private readonly WordVectorMean _mean = WordVectorMean.Load(folder, weighted: true);

    /// <inheritdoc/>
    public string Description => "mean of word vectors";

    /// <inheritdoc/>
    public IReadOnlyList<EncodedText?> Encode(IReadOnlyList<string> texts) =>
        [.. texts.Select(text => _mean.Encode(text) is { } vector ? new EncodedText(vector, []) : null)];

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
