using ExpertRouter.Encoder.Graph;
using ExpertRouter.Encoder.Layers;
using Microsoft.ML.OnnxRuntime;

namespace ExpertRouter.Encoder.Training;

/// <summary>How texts enter the graph: the table's part of the forward and backward pass. Not thread-safe.</summary>
internal interface ITextInput
{
    /// <summary>Adds the inputs and the network to a graph.</summary>
    EncoderOutput Build(GraphBuilder graph, EncoderArchitecture architecture, ulong seed, Dim batch);

    /// <summary>Names of the inputs that texts fill, in the order of <see cref="Feed"/>.</summary>
    IReadOnlyList<string> InputNames { get; }

    /// <summary>Names of those inputs whose gradient <see cref="Backward"/> wants, in its order.</summary>
    IReadOnlyList<string> DifferentiatedNames { get; }

    /// <summary>Values for the texts; valid until the next call. With a source of randomness, components are dropped out.</summary>
    IReadOnlyList<OrtValue> Feed(IReadOnlyList<int[]> texts, SeededRandom? dropout);

    /// <summary>Adds the gradient of the last fed texts to the table's gradient.</summary>
    void Backward(IReadOnlyList<int[]> texts, IReadOnlyList<OrtValue> gradients, TableGradient result);
}
