using System.Text;

namespace ExpertRouter.Benchmarks.Find;

/// <summary>
/// Documents as an organisation has them, made up: words by Zipf-Mandelbrot with the stop words' ranks left out (the commonest word stands
/// in about one document of ten), lengths log-normal with a mean near 80 words, authors by Zipf over the experts.
/// </summary>
internal sealed class SyntheticCorpus(int seed, int experts) : BenchmarkCorpus(seed, experts)
{
    private const int Vocabulary = 400_000;
    private const int LeftOutRanks = 50;
    private const double MedianLength = 66;
    private const double LengthSpread = 0.6;
    private const string Consonants = "bdfgklmnprtvz";
    private const string Vowels = "aeiou";

    private readonly double[] _words = Cumulative(Vocabulary, LeftOutRanks);

    protected override (string Title, string Body) Text(Random random) => (Text(random, 6), Text(random, Length(random)));

    protected override bool Asked(string word) => true;

    private string Text(Random random, int words)
    {
        var text = new StringBuilder(words * 8);
        for (var i = 0; i < words; i++)
            text.Append(i == 0 ? "" : " ").Append(Word(Draw(_words, random)));
        return text.ToString();
    }

    private static int Length(Random random)
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return (int)Math.Clamp(MedianLength * Math.Exp(LengthSpread * normal), 5, 2_000);
    }

    /// <summary>A pronounceable word per rank, ending in a consonant that no stemmer cuts.</summary>
    public static string Word(int rank)
    {
        Span<char> word = stackalloc char[16];
        var length = 0;
        var rest = rank + 65;
        while (rest > 0)
        {
            word[length++] = Consonants[rest % Consonants.Length];
            rest /= Consonants.Length;
            word[length++] = Vowels[rest % Vowels.Length];
            rest /= Vowels.Length;
        }
        word[length++] = 'k';
        return new string(word[..length]);
    }
}
