using Microsoft.ML.OnnxRuntime;

namespace ExpertRouter.Encoder.Serving;

/// <summary>A model ready to run: token ids in, raw vectors out.</summary>
internal interface ITextGraph : IDisposable
{
    /// <summary>Where it runs.</summary>
    EncoderDevice Device { get; }

    /// <summary>Texts of one run are padded to the longest.</summary>
    bool Pads { get; }

    /// <summary>Fills one vector per text; texts have at least one token each.</summary>
    /// <exception cref="OnnxRuntimeException">The run failed or was ended through <paramref name="run"/>.</exception>
    void Run(IReadOnlyList<int[]> texts, float[][] vectors, RunOptions run);
}
