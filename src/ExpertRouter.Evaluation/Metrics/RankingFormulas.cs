namespace ExpertRouter.Evaluation.Metrics;

/// <summary>The arithmetic behind <see cref="Metric"/>, one method per formula; k is a cut-off, at least 1.</summary>
internal static class RankingFormulas
{
    public static double Precision(JudgedRanking ranking, int k) => (double)RelevantAmong(ranking, k) / k;

    public static double Recall(JudgedRanking ranking, int k) =>
        ranking.Relevant == 0 ? 0 : (double)RelevantAmong(ranking, k) / ranking.Relevant;

    public static double Success(JudgedRanking ranking, int k) => RelevantAmong(ranking, k) > 0 ? 1 : 0;

    public static double RPrecision(JudgedRanking ranking) =>
        ranking.Relevant == 0 ? 0 : (double)RelevantAmong(ranking, ranking.Relevant) / ranking.Relevant;

    public static double ReciprocalRank(JudgedRanking ranking, int k)
    {
        var end = Math.Min(k, ranking.Grades.Length);
        for (var i = 0; i < end; i++)
        {
            if (ranking.IsRelevant(i))
            {
                return 1.0 / (i + 1);
            }
        }

        return 0;
    }

    public static double AveragePrecision(JudgedRanking ranking, int k)
    {
        var end = Math.Min(k, ranking.Grades.Length);
        var found = 0;
        var sum = 0.0;
        for (var i = 0; i < end; i++)
        {
            if (ranking.IsRelevant(i))
            {
                found++;
                sum += (double)found / (i + 1);
            }
        }

        return ranking.Relevant == 0 ? 0 : sum / ranking.Relevant;
    }

    public static double Ndcg(JudgedRanking ranking, int k, GainKind gain)
    {
        var ideal = DiscountedGain(ranking.Ideal, k, gain);
        return ideal > 0 ? DiscountedGain(ranking.Grades, k, gain) / ideal : 0;
    }

    public static double Bpref(JudgedRanking ranking)
    {
        if (ranking.Relevant == 0)
        {
            return 0;
        }

        var bound = Math.Min(ranking.NonRelevant, ranking.Relevant);
        var nonRelevantAbove = 0;
        var sum = 0.0;
        for (var i = 0; i < ranking.Grades.Length; i++)
        {
            if (ranking.IsRelevant(i))
            {
                sum += nonRelevantAbove == 0 ? 1 : 1 - (double)Math.Min(nonRelevantAbove, ranking.Relevant) / bound;
            }
            else if (ranking.Grades[i] != JudgedRanking.Unjudged)
            {
                nonRelevantAbove++;
            }
        }

        return sum / ranking.Relevant;
    }

    public static double AreaUnderRoc(JudgedRanking ranking)
    {
        var relevantAbove = 0;
        var orderedPairs = 0.0;
        for (var i = 0; i < ranking.Grades.Length; i++)
        {
            if (ranking.IsRelevant(i))
            {
                relevantAbove++;
            }
            else
            {
                orderedPairs += relevantAbove;
            }
        }

        var pairs = (double)ranking.Relevant * (ranking.Grades.Length - relevantAbove);
        return pairs == 0 ? 0.5 : orderedPairs / pairs;
    }

    private static int RelevantAmong(JudgedRanking ranking, int k)
    {
        var end = Math.Min(k, ranking.Grades.Length);
        var found = 0;
        for (var i = 0; i < end; i++)
        {
            if (ranking.IsRelevant(i))
            {
                found++;
            }
        }

        return found;
    }

    private static double DiscountedGain(ReadOnlySpan<int> grades, int k, GainKind gain)
    {
        var end = Math.Min(k, grades.Length);
        var sum = 0.0;
        for (var i = 0; i < end; i++)
        {
            if (grades[i] > 0)
            {
                sum += (gain == GainKind.Linear ? grades[i] : Math.Pow(2, grades[i]) - 1) / Math.Log2(i + 2);
            }
        }

        return sum;
    }
}
