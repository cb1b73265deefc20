using ExpertRouter.Encoder.Training;
using ExpertRouter.Evaluation.Datasets;
using ExpertRouter.Evaluation.Datasets.Embeddings;

namespace ExpertRouter.App.Evaluating;

/// <summary>Text pairs that an evaluation may train on.</summary>
public static class PairFiles
{
    /// <param name="files">JSON lines {source, anchor, positive}, plain or .gz.</param>
    /// <param name="sources">Sources to keep; all where empty.</param>
    public static IReadOnlyList<TrainingPair> Read(IReadOnlyList<string> files, IReadOnlyList<string> sources) =>
    [
        .. files.SelectMany(JsonLines.Read<EmbeddedPair>)
            .Where(pair => sources.Count == 0 || sources.Contains(pair.Source))
            .Select(pair => new TrainingPair(pair.Source, pair.Anchor, pair.Positive)),
    ];
}
