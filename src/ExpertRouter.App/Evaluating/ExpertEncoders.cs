using ExpertRouter.App.Encoders;
using ExpertRouter.Evaluation.Datasets.Maintainers;

namespace ExpertRouter.App.Evaluating;

/// <summary>Which encoders <c>evaluate experts</c> measures, from what its options say.</summary>
public static class ExpertEncoders
{
    /// <summary>Word for no encoder.</summary>
    public const string None = "none";

    /// <summary>Word for encoders trained on the set's own documents.</summary>
    public const string Train = "train";

    /// <summary>Word for the model that ships with the program.</summary>
    public const string Shipped = "shipped";

    /// <summary>Makes the plan.</summary>
    /// <param name="encoder"><see cref="None"/>, <see cref="Train"/>, <see cref="Shipped"/>, or a model folder.</param>
    /// <param name="references">Folders of encoders to show alone: models with a manifest, use-lite, or word vectors (vocab.txt, vectors.f16).</param>
    /// <param name="log">Takes a line on progress.</param>
    /// <param name="cancellationToken">Stops a training.</param>
    /// <exception cref="DirectoryNotFoundException">A folder is not there.</exception>
    public static EncoderPlan Plan(string encoder, IReadOnlyList<string> references, Action<string> log, CancellationToken cancellationToken) => new()
    {
        Hybrid = encoder switch
        {
            None => null,
            Train => lesson => TrainedExpertEncoder.Train(lesson, log, cancellationToken),
            Shipped => _ => ServedExpertEncoder.Open(EncoderFolder.Shipped),
            _ when Directory.Exists(encoder) => _ => ServedExpertEncoder.Open(encoder),
            _ => throw Unknown(encoder),
        },
        References = [.. references.Select(Reference)],
    };

    internal static DirectoryNotFoundException Unknown(string encoder) =>
        new($"'{encoder}' is neither '{None}', nor '{Train}', nor '{Shipped}', nor the folder of a model.");

    private static (string Name, Func<EncoderLesson, IExpertEncoder> Open) Reference(string folder)
    {
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"There is no folder '{folder}' to read a reference encoder from.");
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        return File.Exists(Path.Combine(folder, "vectors.f16"))
            ? ($"{name} mean, 200 nearest documents", _ => new WordVectorExpertEncoder(folder))
            : ($"{name}, 200 nearest documents", _ => ServedExpertEncoder.Open(folder));
    }
}
