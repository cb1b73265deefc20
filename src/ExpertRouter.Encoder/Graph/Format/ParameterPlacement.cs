namespace ExpertRouter.Encoder.Graph.Format;

/// <summary>How a model file treats the graph's parameters.</summary>
public enum ParameterPlacement
{
    /// <summary>As inputs, given with every run: training.</summary>
    Inputs,

    /// <summary>As tensors inside the file: serving.</summary>
    Stored,
}
