using System.Runtime.InteropServices;
using ExpertRouter.Encoder.Layers;
using ExpertRouter.Encoder.Tokenization;
using ExpertRouter.Encoder.Training;

namespace ExpertRouter.Encoder.Tests.Training;

public sealed class VocabularyExpansionTests : IDisposable
{
    private const int WordCount = 400;
    private readonly string folder = Directory.CreateTempSubdirectory("word-vectors-").FullName;

    [Fact]
    public void Apply_RowsAreALinearFunctionOfVectors_PredictsTheUntrainedOne()
    {
        var (vectors, numbers) = WriteVectors();
        var vocabulary = Vocabulary();
        Assert.True(vocabulary.TryGetId("word399", out var unseen));
        // learned row = (2·v₀ − v₁, v₂ + 1)
        var rows = new float[2 * vocabulary.IdCount];
        for (var id = 1; id <= vocabulary.WordCount; id++)
            Row(numbers, Number(vocabulary, id)).CopyTo(rows, 2 * id);
        var expected = rows[(2 * unseen)..(2 * unseen + 2)];
        rows[2 * unseen] = rows[2 * unseen + 1] = 99;
        var logWeights = new float[vocabulary.IdCount];
        Array.Fill(logWeights, 1.5f);
        logWeights[unseen] = 7;

        var predicted = new VocabularyExpansion(vocabulary, vectors, 0).Apply(rows, new float[rows.Length], logWeights, id => id != unseen);

        Assert.Equal(1, predicted);
        // the ridge (1 on about 400 words) pulls the map a little towards 0
        Assert.Equal(expected[0], rows[2 * unseen], .05);
        Assert.Equal(expected[1], rows[2 * unseen + 1], .05);
        Assert.Equal(1.5f, logWeights[unseen], 1e-5);
    }

    [Fact]
    public void Apply_PriorAsLargeAsTheDocuments_MovesATrainedWordHalfWay()
    {
        var (vectors, numbers) = WriteVectors();
        var vocabulary = Vocabulary();
        Assert.True(vocabulary.TryGetId("word0", out var odd));
        var rows = new float[2 * vocabulary.IdCount];
        for (var id = 1; id <= vocabulary.WordCount; id++)
            Row(numbers, Number(vocabulary, id)).CopyTo(rows, 2 * id);
        var expected = rows[2 * odd];
        rows[2 * odd] += 8;

        // every word stands in 15 of the 2,000 documents (word0 in 5: three times in the same ones)
        new VocabularyExpansion(vocabulary, vectors, 5).Apply(rows, new float[rows.Length], new float[vocabulary.IdCount], _ => true);

        Assert.Equal(expected + 4, rows[2 * odd], .2);
    }

    [Fact]
    public void Apply_WeightFollowsTheWordVector_IsPredictedAndKeptWithinTheTrainedRange()
    {
        var (vectors, numbers) = WriteVectors();
        var vocabulary = Vocabulary();
        Assert.True(vocabulary.TryGetId("word399", out var unseen));
        // log weight = 2 + v₀, so the unseen word's is known
        var logWeights = new float[vocabulary.IdCount];
        for (var id = 1; id <= vocabulary.WordCount; id++)
            logWeights[id] = 2 + (float)numbers[Number(vocabulary, id) * vectors.Width];
        var expected = logWeights[unseen];
        logWeights[unseen] = 99;

        var rows = new float[2 * vocabulary.IdCount];
        new VocabularyExpansion(vocabulary, vectors, 0).Apply(rows, new float[rows.Length], logWeights, id => id != unseen);

        Assert.Equal(expected, logWeights[unseen], .05);
    }

    [Fact]
    public void Apply_UntrainedWord_KeepsWhatItsRowStartedWithBesideTheWordVector()
    {
        var (vectors, _) = WriteVectors();
        var vocabulary = Vocabulary();
        Assert.True(vocabulary.TryGetId("word399", out var unseen));
        var width = vectors.Width + 1;
        var rows = new float[width * vocabulary.IdCount];
        var start = new float[rows.Length];
        // all learned rows are 0, so the prediction is 0; the row started with 5 in a component of the word vector and 3 beside it
        start[unseen * width] = 5;
        start[unseen * width + vectors.Width] = 3;

        new VocabularyExpansion(vocabulary, vectors, 0).Apply(rows, start, new float[vocabulary.IdCount], id => id != unseen);

        Assert.Equal(0, rows[unseen * width], 1e-5);
        Assert.Equal(3, rows[unseen * width + vectors.Width], 1e-5);
    }

    [Fact]
    public void Apply_FixedComponents_AreNotPredicted()
    {
        var (vectors, _) = WriteVectors();
        var vocabulary = Vocabulary();
        Assert.True(vocabulary.TryGetId("word399", out var unseen));
        var rows = new float[2 * vocabulary.IdCount];
        rows[2 * unseen] = rows[2 * unseen + 1] = 9;

        new VocabularyExpansion(vocabulary, vectors, 0, 1).Apply(rows, new float[rows.Length], new float[vocabulary.IdCount], id => id != unseen);

        Assert.Equal(9, rows[2 * unseen]);
        Assert.Equal(0, rows[2 * unseen + 1], 1e-5);
    }

    [Fact]
    public void Apply_TooFewTrainedWords_ChangesNothing()
    {
        var (vectors, _) = WriteVectors();
        var vocabulary = Vocabulary();
        var rows = new float[2 * vocabulary.IdCount];

        Assert.Equal(0, new VocabularyExpansion(vocabulary, vectors, 0).Apply(rows, new float[rows.Length], new float[vocabulary.IdCount], id => id < 50));
        Assert.All(rows, number => Assert.Equal(0, number));
    }

    [Fact]
    public void Load_VectorsAndWordsDoNotFit_SaysBothSizes()
    {
        WriteVectors();
        File.AppendAllText(Path.Combine(folder, "vocab.txt"), "onemore\n");

        var error = Assert.Throws<FormatException>(() => WordVectors.Load(folder));

        Assert.Contains("80000 bytes do not make equally many half floats for each of the 401 words", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SolveInPlace_TwoByTwo_GivesTheHandWorkedSolution()
    {
        double[,] a = { { 4, 0 }, { 2, 3 } }, b = { { 8 }, { 8 } };

        Cholesky.SolveInPlace(a, b);

        // 4x + 2y = 8, 2x + 3y = 8: x = 1, y = 2
        Assert.Equal(1, b[0, 0], 1e-12);
        Assert.Equal(2, b[1, 0], 1e-12);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static WordVocabulary Vocabulary()
    {
        var builder = new WordVocabularyBuilder();
        for (var i = 0; i < 2000; i++)
            builder.Add($"word{i % WordCount} word{i * 7 % WordCount} word{i * 11 % WordCount}");
        return builder.Build(2, 1000, null, new WordTokenizerOptions { Buckets = 10 });
    }

    private static int Number(WordVocabulary vocabulary, int id) =>
        int.Parse(vocabulary.WordOf(id)![4..], System.Globalization.CultureInfo.InvariantCulture);

    private static float[] Row(Half[] numbers, int word) =>
        [2 * (float)numbers[word * 100] - (float)numbers[word * 100 + 1], (float)numbers[word * 100 + 2] + 1];

    private (WordVectors, Half[]) WriteVectors()
    {
        var drawn = new float[WordCount * 100];
        new SeededRandom(3).FillNormal(drawn, 1);
        Half[] numbers = [.. drawn.Select(number => (Half)number)];
        File.WriteAllLines(Path.Combine(folder, "vocab.txt"), Enumerable.Range(0, WordCount).Select(i => $"word{i}"));
        File.WriteAllBytes(Path.Combine(folder, "vectors.f16"), MemoryMarshal.AsBytes(numbers.AsSpan()).ToArray());
        return (WordVectors.Load(folder), numbers);
    }
}
