namespace ExpertRouter.Encoder.Serving;

/// <summary>How one vector per text comes out of the model.</summary>
public enum PoolingKind
{
    /// <summary>The graph pools: its output is [batch, dimension].</summary>
    InGraph,

    /// <summary>Mean over the tokens whose mask is 1 of an output [batch, tokens, dimension].</summary>
    Mean,

    /// <summary>The first token of an output [batch, tokens, dimension].</summary>
    Cls,
}
