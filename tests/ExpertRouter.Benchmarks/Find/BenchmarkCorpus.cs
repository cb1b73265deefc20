using ExpertRouter.Core.Model;

namespace ExpertRouter.Benchmarks.Find;

/// <summary>Documents and questions of a benchmark. A document depends on its number and the seed only. Thread-safe.</summary>
internal abstract class BenchmarkCorpus(int seed, int experts)
{
    private static readonly DateTimeOffset Newest = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly double[] _experts = Cumulative(experts, 100);

    public Document Document(long id)
    {
        var random = new Random(HashCode(seed, id));
        var (title, body) = Text(random);
        return new Document
        {
            Id = id,
            SourceId = 1,
            ExternalId = $"s{id}",
            Kind = DocumentKind.Answer,
            Title = title,
            Body = body,
            Tags = [SyntheticCorpus.Word(random.Next(2_000)), SyntheticCorpus.Word(random.Next(2_000))],
            CreatedAt = Newest.AddDays(-3650 * random.NextDouble()),
            Score = random.Next(20),
            Authorships = [new Authorship { DocumentId = id, ExpertId = 1 + Draw(_experts, random), Role = AuthorshipRole.Answerer }],
        };
    }

    /// <summary>Two to eight different words of some document: somebody asks in words that are used.</summary>
    public string Query(int number, long documents)
    {
        var random = new Random(HashCode(seed, -1 - number));
        var text = Document(1 + random.NextInt64(documents)).Body.Split(' ').Where(Asked).Distinct().ToArray();
        random.Shuffle(text);
        return string.Join(' ', text.Take(random.Next(2, 9)));
    }

    protected abstract (string Title, string Body) Text(Random random);

    /// <summary>Whether somebody would ask for this word.</summary>
    protected abstract bool Asked(string word);

    protected static int Draw(double[] cumulative, Random random)
    {
        var at = Array.BinarySearch(cumulative, random.NextDouble());
        return Math.Min(at < 0 ? ~at : at, cumulative.Length - 1);
    }

    protected static double[] Cumulative(int count, int shift)
    {
        var sums = new double[count];
        var sum = 0.0;
        for (var rank = 0; rank < count; rank++)
            sums[rank] = sum += 1.0 / (rank + 1 + shift);
        for (var rank = 0; rank < count; rank++)
            sums[rank] /= sum;
        return sums;
    }

    private static int HashCode(int seed, long id) => unchecked((int)((ulong)(id * 31 + seed + 1) * 0x9E3779B97F4A7C15UL >> 32));
}
