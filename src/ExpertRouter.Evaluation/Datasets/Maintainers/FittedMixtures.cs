using ExpertRouter.Core.Ranking;
using ExpertRouter.Evaluation.Metrics;

namespace ExpertRouter.Evaluation.Datasets.Maintainers;

/// <summary>
/// Mixtures fitted on pseudo-queries: by words alone and, with an encoder, by words and vectors. Which of the two is the default is
/// decided on the pseudo-queries too: half of them fit, the other half scores, and the other way round. Immutable and thread-safe.
/// </summary>
public sealed class FittedMixtures
{
    private FittedMixtures(ListwiseMixture words, ListwiseMixture? hybrid, double wordsScore, double hybridScore)
    {
        Words = words;
        Hybrid = hybrid;
        WordsScore = wordsScore;
        HybridScore = hybridScore;
    }

    /// <summary>By words alone.</summary>
    public ListwiseMixture Words { get; }

    /// <summary>By words and vectors; null without an encoder.</summary>
    public ListwiseMixture? Hybrid { get; }

    /// <summary>nDCG@10 of the mixture by words on pseudo-queries that did not fit it; NaN without an encoder.</summary>
    public double WordsScore { get; }

    /// <summary>The same of the hybrid mixture.</summary>
    public double HybridScore { get; }

    /// <summary>Whether the hybrid mixture is the better one on pseudo-queries.</summary>
    public bool PrefersHybrid => HybridScore > WordsScore;

    /// <summary>Fits on pseudo-queries.</summary>
    /// <param name="reader">Built on the documents that the pseudo-queries leave.</param>
    /// <param name="texts">The pseudo-queries.</param>
    /// <param name="encoded">The same as the encoder sees them; null without an encoder.</param>
    /// <param name="relevant">Their experts.</param>
    public static FittedMixtures Fit(
        ExpertReader reader, IReadOnlyList<string> texts, IReadOnlyList<EncodedText?>? encoded, IReadOnlyList<int[]> relevant)
    {
        var groups = new (RankingGroup Words, RankingGroup All)[texts.Count];
        Parallel.For(0, groups.Length, i => groups[i] = reader.Read(texts[i], encoded?[i], relevant[i]));
        var names = reader.Names;
        RankingGroup[] byWords = Array.ConvertAll(groups, group => group.Words);
        var words = new ListwiseMixtureTrainer().Fit(names.Words, byWords);
        if (encoded is null) return new FittedMixtures(words, null, double.NaN, double.NaN);
        RankingGroup[] all = Array.ConvertAll(groups, group => group.All);
        return new FittedMixtures(
            words, new ListwiseMixtureTrainer().Fit(names.All, all), ScoreOfHalves(names.Words, byWords), ScoreOfHalves(names.All, all));
    }

    private static double ScoreOfHalves(IReadOnlyList<string> names, RankingGroup[] groups)
    {
        var scores = new RankingScores([Metric.NdcgAt(10)]);
        foreach (var half in (int[])[0, 1])
        {
            var mixture = new ListwiseMixtureTrainer().Fit(names, [.. groups.Where((_, i) => i % 2 != half)]);
            foreach (var group in groups.Where((_, i) => i % 2 == half))
            {
                scores.Begin("");
                scores.Add("mixture", RankingScores.Order(mixture.Score(group)), group.Relevant);
            }
        }

        return scores.ToScores()[0].Values.Values.Single().Average();
    }
}
