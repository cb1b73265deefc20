using System.Text;
using ExpertRouter.Core.Model;

namespace ExpertRouter.Benchmarks.Find;

/// <summary>
/// Documents as an organisation has them, made up: words by Zipf-Mandelbrot with the stop words' ranks left out (the commonest word stands
/// in about one document of ten), lengths log-normal with a mean near 80 words, authors by Zipf over the experts. A document
/// depends on its number and the seed only.
/// </summary>
internal sealed class SyntheticCorpus(int seed, int experts)
{
    private const int Vocabulary = 400_000;
    private const int LeftOutRanks = 50;
    private const double MedianLength = 66;
    private const double LengthSpread = 0.6;
    private const string Consonants = "bdfgklmnprtvz";
    private const string Vowels = "aeiou";

    private static readonly DateTimeOffset Newest = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly double[] _words = Cumulative(Vocabulary, LeftOutRanks);
    private readonly double[] _experts = Cumulative(experts, 100);

    public Document Document(long id)
    {
        var random = Random(id);
        var title = Text(random, 6);
        var body = Text(random, Length(random));
        return new Document
        {
            Id = id,
            SourceId = 1,
            ExternalId = $"s{id}",
            Kind = DocumentKind.Answer,
            Title = title,
            Body = body,
            Tags = [Word(random.Next(2_000)), Word(random.Next(2_000))],
            CreatedAt = Newest.AddDays(-3650 * random.NextDouble()),
            Score = random.Next(20),
            Authorships = [new Authorship { DocumentId = id, ExpertId = 1 + Draw(_experts, random), Role = AuthorshipRole.Answerer }],
        };
    }

    /// <summary>Two to eight different words of some document: somebody asks in words that are used.</summary>
    public string Query(int number, long documents)
    {
        var random = new Random(HashCode(seed, -1 - number));
        var text = Document(1 + random.NextInt64(documents)).Body.Split(' ').Distinct().ToArray();
        random.Shuffle(text);
        return string.Join(' ', text.Take(random.Next(2, 9)));
    }

    private Random Random(long id) => new(HashCode(seed, id));

    private static int HashCode(int seed, long id) => unchecked((int)((ulong)(id * 31 + seed + 1) * 0x9E3779B97F4A7C15UL >> 32));

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

    private static int Draw(double[] cumulative, Random random)
    {
        var at = Array.BinarySearch(cumulative, random.NextDouble());
        return Math.Min(at < 0 ? ~at : at, cumulative.Length - 1);
    }

    private static double[] Cumulative(int count, int shift)
    {
        var sums = new double[count];
        var sum = 0.0;
        for (var rank = 0; rank < count; rank++)
            sums[rank] = sum += 1.0 / (rank + 1 + shift);
        for (var rank = 0; rank < count; rank++)
            sums[rank] /= sum;
        return sums;
    }

    /// <summary>A pronounceable word per rank, ending in a consonant that no stemmer cuts.</summary>
    private static string Word(int rank)
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
