namespace ExpertRouter.Evaluation.Datasets.Trees;

/// <summary>One setting of the simulation.</summary>
/// <param name="Experts">N.</param>
/// <param name="Features">g: how many columns of the context the learners see, the two that define the regions included.</param>
/// <param name="Regions">R: 1 or the square of a power of two.</param>
public sealed record TreeCell(int Experts, int Features, int Regions)
{
    /// <summary>The settings of the reference table.</summary>
    public static IReadOnlyList<TreeCell> Reference { get; } =
    [
        .. from experts in (int[])[4, 32] from features in (int[])[2, 16] from regions in (int[])[1, 4, 16]
           select new TreeCell(experts, features, regions),
    ];

    /// <summary>Such as <c>N=4 g=2 R=16</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"N={Experts} g={Features} R={Regions}");
}
