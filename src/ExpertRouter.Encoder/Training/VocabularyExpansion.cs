using ExpertRouter.Encoder.Tokenization;

namespace ExpertRouter.Encoder.Training;

/// <summary>
/// Gives words that no training text had a row, and pulls the rows of rare ones towards what their meaning suggests: a ridge regression from word vectors to learned rows, fitted on the words
/// that training did reach, predicts theirs (Kiros et al. 2015, "Skip-Thought Vectors", section 2.2). What a row started with beyond its word vector is
/// added to the prediction, so that words of like meaning stay different words. A word of n documents gets (n · learned + c · predicted) / (n + c).
/// The logarithm of a word's weight in the mean is predicted and mixed in the same way, within the range of the trained ones: words that are common
/// everywhere but in the training texts do not count as rare ones.
/// </summary>
/// <param name="prior">c: how many documents the prediction counts for; 0 leaves trained words alone.</param>
/// <param name="fixedComponents">how many of a row's first components stay as they are.</param>
internal sealed class VocabularyExpansion(WordVocabulary vocabulary, WordVectors vectors, float prior, int fixedComponents = 0)
{
    private const double Ridge = 1;
    private const int FittedDocuments = 10;
    private const int RareDocuments = 5;

    private readonly int inputs = vectors.Width + 2;

    /// <param name="rows">[ids, width]; rows of words with a word vector are changed.</param>
    /// <param name="start">the rows as training found them, word vectors in the first components.</param>
    /// <param name="logWeights">[ids]; changed as the rows are.</param>
    /// <param name="isTrained">whether training touched an id.</param>
    /// <returns>how many untrained words got a predicted row; 0 where too few were trained to fit the regression.</returns>
    public int Apply(float[] rows, ReadOnlySpan<float> start, float[] logWeights, Func<int, bool> isTrained)
    {
        var width = rows.Length / logWeights.Length;
        var words = Enumerable.Range(1, vocabulary.WordCount).Where(id => vectors.Contains(vocabulary.WordOf(id)!)).ToArray();
        var common = Math.Log((double)vocabulary.Documents / FittedDocuments);
        var fitted = words.Where(id => isTrained(id) && vocabulary.InverseDocumentFrequency(id) <= common).ToArray();
        if (fitted.Length < 2 * inputs)
            return 0;
        var map = Fit(rows, logWeights, width, fitted);
        var (lightest, heaviest) = (fitted.Min(id => logWeights[id]), fitted.Max(id => logWeights[id]));
        var input = new double[inputs];
        var expanded = 0;
        foreach (var id in words)
        {
            Fill(id, input);
            var learnedShare = isTrained(id) ? Documents(id) / (Documents(id) + prior) : 0;
            var row = rows.AsSpan(id * width, width);
            for (var j = fixedComponents; j < width; j++)
                row[j] = (float)(learnedShare * row[j] + (1 - learnedShare) * (Predict(map, input, j) + (j < vectors.Width ? 0 : start[id * width + j])));
            var weight = Math.Clamp((float)Predict(map, input, width), lightest, heaviest);
            logWeights[id] = (float)(learnedShare * logWeights[id] + (1 - learnedShare) * weight);
            if (learnedShare == 0)
                expanded++;
        }

        return expanded;
    }

    private double Predict(double[,] map, double[] input, int column)
    {
        var sum = 0.0;
        for (var i = 0; i < inputs; i++)
            sum += input[i] * map[i, column];
        return sum;
    }

    private double Documents(int id) => vocabulary.Documents / Math.Exp(vocabulary.InverseDocumentFrequency(id, 0));

    /// <summary>(XᵀX + λI)⁻¹XᵀY by Cholesky; X are word vectors, how common the word is (ln rank) and a constant 1, Y learned rows and, last, log weights.</summary>
    private double[,] Fit(float[] rows, float[] logWeights, int width, int[] fitted)
    {
        var normal = new double[inputs, inputs];
        var map = new double[inputs, width + 1];
        var input = new double[inputs];
        foreach (var id in fitted)
        {
            Fill(id, input);
            for (var i = 0; i < inputs; i++)
            {
                for (var j = 0; j <= i; j++)
                    normal[i, j] += input[i] * input[j];
                for (var j = 0; j < width; j++)
                    map[i, j] += input[i] * rows[id * width + j];
                map[i, width] += input[i] * logWeights[id];
            }
        }

        for (var i = 0; i < inputs; i++)
            normal[i, i] += Ridge;
        Cholesky.SolveInPlace(normal, map);
        return map;
    }

    private void Fill(int id, double[] input)
    {
        vectors.CopyTo(vocabulary.WordOf(id)!, input);
        input[^2] = vectors.LogRank(vocabulary.WordOf(id)!);
        input[^1] = 1;
    }
}
