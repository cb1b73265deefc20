namespace ExpertRouter.Encoder.Training;

/// <summary>Quality on held-out text; NaN where nothing was held out.</summary>
/// <param name="PairRecallAt10">share of held-out anchors whose own positive is among the 10 nearest of all held-out positives of
/// the same source, averaged over the sources that hold out 40 pairs or more (over all pairs where none does).</param>
/// <param name="ExpertHitAt10">share of held-out documents with one of their experts among the 10 most probable of the expert softmax.</param>
public sealed record ValidationFigures(double PairRecallAt10, double ExpertHitAt10)
{
    /// <summary>Mean of the figures that exist: what early stopping watches.</summary>
    public double Score => (double.IsNaN(PairRecallAt10), double.IsNaN(ExpertHitAt10)) switch
    {
        (false, false) => (PairRecallAt10 + ExpertHitAt10) / 2,
        (false, true) => PairRecallAt10,
        _ => ExpertHitAt10,
    };
}
