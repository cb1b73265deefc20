namespace ExpertRouter.Search.Hybrid;

/// <summary>Texts that mean nothing: made-up words that can be pronounced, and rows of letters.</summary>
public static class NonsenseTexts
{
    private const string Consonants = "bcdfghjklmnpqrstvwxz";
    private const string Vowels = "aeiouy";

    /// <summary>One to six words each; the same for the same seed.</summary>
    public static IReadOnlyList<string> Create(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(number => string.Join(' ', Enumerable.Range(0, random.Next(1, 7)).Select(_ => number % 2 == 0 ? Spoken(random) : Letters(random))))];
    }

    private static string Spoken(Random random) => string.Concat(Enumerable.Range(0, random.Next(2, 5)).Select(_ => $"{Any(Consonants, random)}{Any(Vowels, random)}"));

    private static string Letters(Random random) => string.Concat(Enumerable.Range(0, random.Next(4, 11)).Select(_ => Any(Consonants + Vowels, random)));

    private static char Any(string letters, Random random) => letters[random.Next(letters.Length)];
}
