using ExpertRouter.Core.Retrieval.Sparse;

namespace ExpertRouter.Core.Ranking;

/// <summary>
/// Multinomial logistic regression from weighted words to one of several people, with a free intercept per person and
/// a squared penalty, fitted by L-BFGS. Immutable and thread-safe.
/// </summary>
public sealed class LogisticTextModel
{
    private const int Chunks = 4;
    private readonly double[] _weights;
    private readonly int _terms;
    private readonly int _people;

    private LogisticTextModel(double[] weights, int terms, int people)
    {
        _weights = weights;
        _terms = terms;
        _people = people;
    }

    /// <summary>Fits: Σ log loss + ‖W‖² / (2C).</summary>
    /// <param name="texts">Weighted words per text.</param>
    /// <param name="terms">Size of the vocabulary.</param>
    /// <param name="personOfText">The right person per text.</param>
    /// <param name="people">Number of people.</param>
    /// <param name="c">C, the inverse of the penalty.</param>
    /// <param name="iterations">At most so many L-BFGS steps.</param>
    public static LogisticTextModel Fit(
        IReadOnlyList<TermVector> texts, int terms, IReadOnlyList<int> personOfText, int people, double c = 10, int iterations = 100)
    {
        var weights = Lbfgs.Minimise(
            (point, gradient) => Loss(texts, terms, personOfText, people, 1 / (c * texts.Count), point, gradient),
            new double[(terms + 1) * people],
            iterations,
            tolerance: 1e-5);
        return new LogisticTextModel(weights, terms, people);
    }

    /// <summary>Log probability per person.</summary>
    public double[] Score(TermVector text) => LogProbabilities(text, _weights, _terms, _people);

    private static double[] LogProbabilities(TermVector text, double[] weights, int terms, int people)
    {
        var scores = new double[people];
        for (var person = 0; person < people; person++) scores[person] = weights[(terms * people) + person];
        for (var i = 0; i < text.Terms.Length; i++)
        {
            if (text.Terms[i] >= terms) continue;
            var slot = text.Terms[i] * people;
            double value = text.Values[i];
            for (var person = 0; person < people; person++) scores[person] += value * weights[slot + person];
        }

        var best = scores.Max();
        var logTotal = best + Math.Log(scores.Sum(score => Math.Exp(score - best)));
        for (var person = 0; person < people; person++) scores[person] -= logTotal;
        return scores;
    }

    private static double Loss(
        IReadOnlyList<TermVector> texts, int terms, IReadOnlyList<int> personOfText, int people, double penalty, double[] point, double[] gradient)
    {
        var losses = new double[Chunks];
        var gradients = new double[Chunks][];
        Parallel.For(0, Chunks, chunk =>
        {
            var sum = new double[point.Length];
            for (var number = chunk; number < texts.Count; number += Chunks)
            {
                var text = texts[number];
                var errors = LogProbabilities(text, point, terms, people);
                losses[chunk] -= errors[personOfText[number]];
                for (var person = 0; person < people; person++) errors[person] = Math.Exp(errors[person]);
                errors[personOfText[number]] -= 1;
                for (var i = 0; i < text.Terms.Length; i++)
                {
                    var slot = text.Terms[i] * people;
                    double value = text.Values[i];
                    for (var person = 0; person < people; person++) sum[slot + person] += value * errors[person];
                }

                for (var person = 0; person < people; person++) sum[(terms * people) + person] += errors[person];
            }

            gradients[chunk] = sum;
        });

        var loss = losses.Sum() / texts.Count;
        var penalised = terms * people;
        for (var i = 0; i < point.Length; i++)
        {
            var sum = 0.0;
            foreach (var part in gradients) sum += part[i];
            gradient[i] = sum / texts.Count;
            if (i >= penalised) continue;
            gradient[i] += penalty * point[i];
            loss += penalty / 2 * point[i] * point[i];
        }

        return loss;
    }
}
