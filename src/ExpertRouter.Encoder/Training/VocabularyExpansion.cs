using ExpertRouter.Encoder.Tokenization;

namespace ExpertRouter.Encoder.Training;

/// <summary>
/// Gives words that no training text had a row of their own: a ridge regression from word vectors to learned rows, fitted on the words
/// that training did reach, predicts theirs (Kiros et al. 2015, "Skip-Thought Vectors", section 2.2). Their weight in the mean becomes
/// that of the rarest trained words.
/// </summary>
internal sealed class VocabularyExpansion(WordVocabulary vocabulary, WordVectors vectors)
{
    private const double Ridge = 1;
    private const int FittedDocuments = 10;
    private const int RareDocuments = 5;
    private const int Inputs = WordVectors.Width + 1;

    /// <param name="rows">[ids, width]; rows of untrained words with a word vector are replaced.</param>
    /// <param name="logWeights">[ids]; likewise.</param>
    /// <param name="isTrained">whether training touched an id.</param>
    /// <returns>how many words got a predicted row; 0 where too few were trained to fit the regression.</returns>
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
        var rare = words.Where(id => isTrained(id) && vocabulary.InverseDocumentFrequency(id) >= rareFrom).Select(id => logWeights[id]).DefaultIfEmpty(logWeights[fitted[^1]]).Average();
        var input = new double[Inputs];
        var expanded = 0;
        foreach (var id in words.Where(id => !isTrained(id)))
        {
            Fill(id, input);
            var row = rows.AsSpan(id * width, width);
            for (var j = 0; j < width; j++)
            {
                var sum = 0.0;
                for (var i = 0; i < Inputs; i++)
                    sum += input[i] * map[i, j];
                row[j] = (float)sum;
            }

            logWeights[id] = rare;
            expanded++;
        }

        return expanded;
    }

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
