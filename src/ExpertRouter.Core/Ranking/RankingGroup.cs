namespace ExpertRouter.Core.Ranking;

/// <summary>
/// The candidates of one query with their features, and which of them were right. Rows lie one after the other.
/// Immutable by convention: arrays are shared, not copied.
/// </summary>
/// <param name="Features">Candidates × features, row-major.</param>
/// <param name="Candidates">Number of rows.</param>
/// <param name="Relevant">Ascending row numbers of right candidates; empty while the outcome is unknown.</param>
public sealed record RankingGroup(float[] Features, int Candidates, int[] Relevant)
{
    /// <summary>Number of columns.</summary>
    public int Width => Candidates == 0 ? 0 : Features.Length / Candidates;

    /// <summary>The features of one candidate.</summary>
    public ReadOnlySpan<float> Row(int candidate) => Features.AsSpan(candidate * Width, Width);
}
