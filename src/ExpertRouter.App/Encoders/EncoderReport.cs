using ExpertRouter.Encoder.Diagnostics;
using ExpertRouter.Encoder.Serving;

namespace ExpertRouter.App.Encoders;

/// <summary>What an examination of an encoder found. Immutable.</summary>
/// <param name="Folder">The model folder.</param>
/// <param name="Name">Name of the model.</param>
/// <param name="Device">Where it runs.</param>
/// <param name="Dimension">Length of its vectors.</param>
/// <param name="MaxTokens">Longer texts are cut.</param>
/// <param name="Sample">Where the texts came from, in words.</param>
/// <param name="Diagnostics">How its experts share the work.</param>
public sealed record EncoderReport(
    string Folder, string Name, EncoderDevice Device, int Dimension, int MaxTokens, string Sample, EncoderDiagnostics Diagnostics)
{
    /// <summary>Mean cosine of what two different experts answer to the same text; null without experts.</summary>
    public double? MeanSimilarity => Diagnostics.OutputSimilarity is { Count: > 1 } rows
        ? rows.SelectMany((row, a) => row.Where((_, b) => a != b)).Average()
        : null;
}
