namespace ExpertRouter.Evaluation.Metrics;

/// <summary>How a relevance grade becomes a gain in nDCG. Binary judgments give the same value either way.</summary>
public enum GainKind
{
    /// <summary>gain = grade, as trec_eval's <c>ndcg</c> and <c>ndcg_cut</c> (Järvelin and Kekäläinen 2002).</summary>
    Linear,

    /// <summary>gain = 2^grade − 1 (Burges et al. 2005).</summary>
    Exponential,
}
