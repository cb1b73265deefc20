using ExpertRouter.Encoder.Tokenization;

namespace ExpertRouter.Encoder.Training;

/// <summary>
/// Gives words that no training text had a row, and pulls the rows of rare ones towards what their meaning suggests: a ridge regression from word vectors to learned rows, fitted on the words
/// that training did reach, predicts theirs (Kiros et al. 2015, "Skip-Thought Vectors", section 2.2). A word of n documents gets (n · learned + c · predicted) / (n + c).
/// The weight of an untrained word in the mean becomes that of the rarest trained ones.
/// </summary>
/// <param name="prior">c: how many documents the prediction counts for; 0 leaves trained words alone.</param>
internal sealed class VocabularyExpansion(WordVocabulary vocabulary, WordVectors vectors, float prior)
{
    private const double Ridge = 1;
    private const int FittedDocuments = 10;
    private const int RareDocuments = 5;
    private const int Inputs = WordVectors.Width + 1;

    /// <param name="rows">[ids, width]; rows of words with a word vector are changed.</param>
    /// <param name="logWeights">[ids]; changed for untrained ones.</param>
    /// <param name="isTrained">whether training touched an id.</param>
    /// <returns>how many untrained words got a predicted row; 0 where too few were trained to fit the regression.</returns>
    public int Apply(float[] rows, float[] logWeights, Func<int, bool> isTrained)
    {
        var width = rows.Length / logWeights.Length;
        var words = Enumerable.Range(1, vocabulary.WordCount).Where(id => vectors.Contains(vocabulary.WordOf(id)!)).ToArray();
        var common = Math.Log((double)vocabulary.Documents / FittedDocuments);
        var fitted = words.Where(id => isTrained(id) && vocabulary.InverseDocumentFrequency(id) <= common).ToArray();
        if (fitted.Length < 2 * Inputs)
            return 0;
        var map = Fit(rows, width, fitted);
        var rareFrom = Math.Log((double)vocabulary.Documents / RareDocuments);
        var rare = words
            .Where(id => isTrained(id) && vocabulary.InverseDocumentFrequency(id) >= rareFrom)
            .Select(id => logWeights[id])
            .DefaultIfEmpty(logWeights[fitted[^1]])
            .Average();
        var input = new double[Inputs];
        var expanded = 0;
        foreach (var id in words)
        {
            Fill(id, input);
            var trained = isTrained(id);
            var learnedShare = trained ? Documents(id) / (Documents(id) + prior) : 0;
            var row = rows.AsSpan(id * width, width);
            for (var j = 0; j < width; j++)
            {
                var predicted = 0.0;
                for (var i = 0; i < Inputs; i++)
                    predicted += input[i] * map[i, j];
                row[j] = (float)(learnedShare * row[j] + (1 - learnedShare) * predicted);
            }

            if (trained)
                continue;
            logWeights[id] = rare;
            expanded++;
        }

        return expanded;
    }

    private double Documents(int id) => vocabulary.Documents / Math.Exp(vocabulary.InverseDocumentFrequency(id, 0));

    /// <summary>(XᵀX + λI)⁻¹XᵀY by Cholesky; X are word vectors with a constant 1, Y learned rows.</summary>
    private double[,] Fit(float[] rows, int width, int[] fitted)
    {
        var normal = new double[Inputs, Inputs];
        var map = new double[Inputs, width];
        var input = new double[Inputs];
        foreach (var id in fitted)
        {
            Fill(id, input);
            for (var i = 0; i < Inputs; i++)
            {
                for (var j = 0; j <= i; j++)
                    normal[i, j] += input[i] * input[j];
                for (var j = 0; j < width; j++)
                    map[i, j] += input[i] * rows[id * width + j];
            }
        }

        for (var i = 0; i < Inputs; i++)
            normal[i, i] += Ridge;
        Cholesky.SolveInPlace(normal, map);
        return map;
    }

    private void Fill(int id, double[] input)
    {
        vectors.CopyTo(vocabulary.WordOf(id)!, input);
        input[^1] = 1;
    }
}
