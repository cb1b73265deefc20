using ExpertRouter.App.Evaluating.Encoders;
using ExpertRouter.Encoder.Serving;
using ExpertRouter.Encoder.Training;

namespace ExpertRouter.App.Encoders;

/// <summary>Opens the teacher of <see cref="WordVectorTeaching"/>, which may be Universal Sentence Encoder Lite.</summary>
public static class WordTeaching
{
    /// <inheritdoc cref="WordVectorTeaching.WriteAsync"/>
    /// <param name="teacherFolder">a model folder, or one of Universal Sentence Encoder Lite.</param>
    /// <exception cref="ModelLoadException">the teacher's folder holds no sound model.</exception>
    public static async Task<(int Words, int Width)> RunAsync(
        string teacherFolder, string folder, string output, IProgress<(int Done, int Of)>? progress, CancellationToken cancellationToken)
    {
        using var teacher = new ReferenceEncoder(teacherFolder);
        return await WordVectorTeaching.WriteAsync(teacher.Encoder, folder, output, progress, cancellationToken);
    }
}
