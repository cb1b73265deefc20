using System.Globalization;

namespace ExpertRouter.Evaluation.Metrics;

/// <summary>
/// A named measure of one ranking, between 0 and 1. Definitions are those of trec_eval; the mean over queries is
/// taken elsewhere. Instances are immutable and safe to share.
/// </summary>
/// <remarks>
/// Every metric is 0 when the query has no relevant document or the ranking is empty (except <c>AUC</c>, see there).
/// Cut-offs beyond the end of the ranking look at the ranking as if non-relevant documents followed.
/// </remarks>
public sealed class Metric
{
    private readonly Func<JudgedRanking, double> _compute;

    private Metric(string name, Func<JudgedRanking, double> compute)
    {
        Name = name;
        _compute = compute;
    }

    /// <summary>The name used in tables and JSON, such as <c>nDCG@10</c>.</summary>
    public string Name { get; }

    /// <summary>MRR: 1 / rank of the first relevant document.</summary>
    public static Metric ReciprocalRank { get; } = new("MRR", r => RankingFormulas.ReciprocalRank(r, int.MaxValue));

    /// <summary>AP: mean over the relevant documents of the precision at their rank (0 for those not ranked).</summary>
    public static Metric AveragePrecision { get; } = new("AP", r => RankingFormulas.AveragePrecision(r, int.MaxValue));

    /// <summary>R-precision: share of relevant documents among the first R, R = number of relevant documents.</summary>
    public static Metric RPrecision { get; } = new("Rprec", RankingFormulas.RPrecision);

    /// <summary>bpref (Buckley and Voorhees 2004) in trec_eval's form: unjudged documents are skipped.</summary>
    public static Metric Bpref { get; } = new("bpref", RankingFormulas.Bpref);

    /// <summary>
    /// Area under the ROC curve of the ranked documents by position, relevant documents that were not ranked counting
    /// as ranked below everything. 0.5 when there is nothing to compare. Position knows no ties: where scores tie, use
    /// <see cref="RocCurve.Area"/> on the scores.
    /// </summary>
    public static Metric AreaUnderRoc { get; } = new("AUC", RankingFormulas.AreaUnderRoc);

    /// <summary>The metrics printed when none are asked for.</summary>
    public static IReadOnlyList<Metric> Standard { get; } =
    [
        PrecisionAt(1), ReciprocalRank, AveragePrecision, NdcgAt(10), RecallAt(5), RecallAt(20), SuccessAt(5), RPrecision, Bpref,
    ];

    /// <summary>The metric's value for one ranking.</summary>
    public double Compute(JudgedRanking ranking)
    {
        ArgumentNullException.ThrowIfNull(ranking);
        return _compute(ranking);
    }

    /// <summary>P@k: relevant documents among the first k, divided by k.</summary>
    public static Metric PrecisionAt(int k) => Cut("P", k, RankingFormulas.Precision);

    /// <summary>R@k: relevant documents among the first k, divided by all relevant documents.</summary>
    public static Metric RecallAt(int k) => Cut("R", k, RankingFormulas.Recall);

    /// <summary>Success@k: 1 when a relevant document is among the first k, else 0.</summary>
    public static Metric SuccessAt(int k) => Cut("Success", k, RankingFormulas.Success);

    /// <summary>MRR@k: 1 / rank of the first relevant document, 0 when it is below rank k.</summary>
    public static Metric ReciprocalRankAt(int k) => Cut("MRR", k, RankingFormulas.ReciprocalRank);

    /// <summary>AP@k: as <see cref="AveragePrecision"/> over the first k, still divided by all relevant documents.</summary>
    public static Metric AveragePrecisionAt(int k) => Cut("AP", k, RankingFormulas.AveragePrecision);

    /// <summary>nDCG over the whole ranking: Σ gain / log2(rank + 1), divided by that of the ideal ranking.</summary>
    public static Metric Ndcg(GainKind gain = GainKind.Linear) =>
        new(NdcgName(gain), r => RankingFormulas.Ndcg(r, int.MaxValue, gain));

    /// <summary>nDCG@k: ranking and ideal ranking both cut at k.</summary>
    public static Metric NdcgAt(int k, GainKind gain = GainKind.Linear) =>
        Cut(NdcgName(gain), k, (r, cut) => RankingFormulas.Ndcg(r, cut, gain));

    /// <summary>
    /// Reads a name: <c>P@5 R@20 Success@5 Hit@5 acc@1 MRR MRR@5 AP AP@100 nDCG nDCG@10 nDCG_exp nDCG_exp@10 Rprec bpref
    /// AUC</c>, or trec_eval's <c>map map_cut_100 recip_rank P_5 recall_20 success_5 ndcg ndcg_cut_10 Rprec bpref</c>.
    /// <c>Hit@k</c> and <c>acc@k</c> are <c>Success@k</c> and keep their name. Case is ignored.
    /// </summary>
    /// <exception cref="FormatException">The name is unknown or its cut-off is not a positive whole number.</exception>
    public static Metric Parse(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var text = name.Trim();
        var (stem, k) = Split(text);
        return (stem.ToUpperInvariant(), k) switch
        {
            ("P", { } cut) => PrecisionAt(cut),
            ("R" or "RECALL", { } cut) => RecallAt(cut),
            ("SUCCESS", { } cut) => SuccessAt(cut),
            ("HIT", { } cut) => Cut("Hit", cut, RankingFormulas.Success),
            ("ACC", { } cut) => Cut("acc", cut, RankingFormulas.Success),
            ("MRR" or "RECIP_RANK", null) => ReciprocalRank,
            ("MRR", { } cut) => ReciprocalRankAt(cut),
            ("AP" or "MAP", null) => AveragePrecision,
            ("AP" or "MAP" or "MAP_CUT", { } cut) => AveragePrecisionAt(cut),
            ("NDCG", null) => Ndcg(),
            ("NDCG" or "NDCG_CUT", { } cut) => NdcgAt(cut),
            ("NDCG_EXP", null) => Ndcg(GainKind.Exponential),
            ("NDCG_EXP", { } cut) => NdcgAt(cut, GainKind.Exponential),
            ("RPREC", null) => RPrecision,
            ("BPREF", null) => Bpref,
            ("AUC", null) => AreaUnderRoc,
            _ => throw new FormatException(
                $"'{name}' is no metric; known are P@k R@k Success@k Hit@k acc@k MRR MRR@k AP AP@k nDCG nDCG@k nDCG_exp nDCG_exp@k Rprec bpref AUC, with k a whole number from 1."),
        };
    }

    /// <inheritdoc />
    public override string ToString() => Name;

    private static Metric Cut(string stem, int k, Func<JudgedRanking, int, double> formula)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        return new Metric(string.Create(CultureInfo.InvariantCulture, $"{stem}@{k}"), r => formula(r, k));
    }

    private static string NdcgName(GainKind gain) => gain == GainKind.Linear ? "nDCG" : "nDCG_exp";

    private static (string Stem, int? K) Split(string text)
    {
        var at = text.LastIndexOfAny(['@', '_']);
        return at > 0
            && int.TryParse(text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var k)
            && k > 0
                ? (text[..at], k)
                : (text, null);
    }
}
