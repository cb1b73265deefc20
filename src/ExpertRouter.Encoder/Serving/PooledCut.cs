namespace ExpertRouter.Encoder.Serving;

/// <summary>
/// Where a graph may be cut so that serving pools texts itself, by the names of its values: z = Σ w_t s_t r_t / Σ w_t over the tokens t
/// whose mask is 1, and nothing after z looks at tokens, mask or table again. Serving takes r, s and w out of the file, computes z and
/// runs the graph from z on; at load both ways are compared. The file stays whole and runs without this.
/// </summary>
public sealed record PooledCut
{
    /// <summary>Stored tensor of r, [ids, width]: signed bytes, 16-bit or 32-bit floats.</summary>
    public required string Rows { get; init; }

    /// <summary>Stored tensor of s, float [ids, 1]; null for 1.</summary>
    public string? RowScales { get; init; }

    /// <summary>Stored tensor of w, float [ids, 1].</summary>
    public required string TokenWeights { get; init; }

    /// <summary>The inner value z, float [batch, width].</summary>
    public required string Pooled { get; init; }
}
