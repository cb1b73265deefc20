using System.Numerics.Tensors;
using ExpertRouter.Encoder.Serving;

namespace ExpertRouter.Encoder.Training;

/// <summary>
/// Word vectors that carry what a sentence encoder knows of each word: behind the components that a word has stand those of the vector that the encoder gives the word
/// alone (Tulkens &amp; van Dongen 2024, "Model2Vec"), scaled so that both halves have the same mean square length. A word that the encoder cannot read gets zeros.
/// </summary>
public static class WordVectorTeaching
{
    private const int Batch = 512;

    /// <summary>Writes vocab.txt and vectors.f16; the folder appears when all is done, never half.</summary>
    /// <param name="teacher">the encoder to ask.</param>
    /// <param name="folder">vocab.txt, most frequent word first, and vectors.f16.</param>
    /// <param name="output">a folder that does not exist.</param>
    /// <param name="progress">gets the words done.</param>
    /// <returns>how many words, and of how many components.</returns>
    /// <exception cref="FormatException">the two files of <paramref name="folder"/> do not fit together.</exception>
    /// <exception cref="IOException"><paramref name="output"/> exists.</exception>
    public static async Task<(int Words, int Width)> WriteAsync(
        TextEncoder teacher, string folder, string output, IProgress<(int Done, int Of)>? progress, CancellationToken cancellationToken)
    {
        var known = WordVectors.Load(folder);
        if (Path.Exists(output))
            throw new IOException($"{output} exists; give a folder that does not, or delete it first");
        var temporary = Path.TrimEndingDirectorySeparator(Path.GetFullPath(output)) + ".new";
        Directory.CreateDirectory(temporary);
        try
        {
            var (width, length) = (known.Width + teacher.Manifest.Dimension, RootMeanSquareLength(known));
            await using (var file = File.Create(Path.Combine(temporary, WordVectors.VectorFile)))
            {
                var row = new float[width];
                var written = 0;
                foreach (var words in known.Words.Chunk(Batch))
                {
                    var taught = await teacher.EncodeAsync(words, EncoderRole.Passage, cancellationToken);
                    foreach (var (word, vector) in words.Zip(taught.Vectors))
                    {
                        Array.Clear(row);
                        known.CopyTo(word, row, 1);
                        if (vector is not null)
                            TensorPrimitives.Multiply(vector, length, row.AsSpan(known.Width));
                        WordVectors.Write(file, row);
                    }

                    progress?.Report((written += words.Length, known.Words.Count));
                }
            }

            File.Copy(Path.Combine(folder, WordVectors.WordFile), Path.Combine(temporary, WordVectors.WordFile));
            Directory.Move(temporary, output);
            return (known.Words.Count, width);
        }
        catch
        {
            Directory.Delete(temporary, recursive: true);
            throw;
        }
    }

    private static float RootMeanSquareLength(WordVectors vectors)
    {
        var (row, squares) = (new float[vectors.Width], 0.0);
        foreach (var word in vectors.Words)
        {
            vectors.CopyTo(word, row, 1);
            squares += TensorPrimitives.SumOfSquares<float>(row);
        }

        return (float)Math.Sqrt(squares / vectors.Words.Count);
    }
}
