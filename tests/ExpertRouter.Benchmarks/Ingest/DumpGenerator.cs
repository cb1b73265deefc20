using System.Globalization;
using System.Text;

namespace ExpertRouter.Benchmarks.Ingest;

/// <summary>
/// Writes a made-up Stack Exchange dump: one question to two answers on average, posts of 20 to 140 words drawn from a Zipf-like
/// vocabulary, every fifth with code. The same seed gives the same bytes.
/// </summary>
internal static class DumpGenerator
{
    private const int Vocabulary = 60_000;
    private static readonly string[] Syllables =
        ["ka", "to", "ri", "mo", "se", "lu", "ne", "pa", "vi", "do", "gra", "ster", "con", "al", "ex", "pro", "ti", "on", "ber", "und", "fi", "qua", "zen", "hy", "ch", "or"];

    public static void Write(string directory, int posts, int seed)
    {
        Directory.CreateDirectory(directory);
        var random = new Random(seed);
        var words = Enumerable.Range(0, Vocabulary).Select(i => Word(i)).ToArray();
        var users = Math.Max(10, posts / 12);
        using (var writer = Open(Path.Combine(directory, "Users.xml"), "users"))
        {
            for (var id = 1; id <= users; id++)
                writer.Write($"  <row Id=\"{id}\" DisplayName=\"{Name(words, id)}\" Location=\"{words[id % 500]}\" AboutMe=\"&lt;p&gt;I like {words[id % 4000]}.&lt;/p&gt;\" />\n");
            writer.Write("</users>\n");
        }
        using (var writer = Open(Path.Combine(directory, "Posts.xml"), "posts"))
        {
            var questions = new List<int>();
            for (var id = 1; id <= posts; id++)
            {
                var date = new DateTime(2012, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(id * 3L).ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture);
                var isQuestion = id == 1 || random.Next(3) == 0;
                var owner = 1 + (int)(users * Math.Pow(random.NextDouble(), 2.5));
                writer.Write(isQuestion
                    ? $"  <row Id=\"{id}\" PostTypeId=\"1\" {(random.Next(3) > 0 ? $"AcceptedAnswerId=\"{id + 1 + random.Next(5)}\" " : "")}CreationDate=\"{date}\" Score=\"{random.Next(30)}\" Body=\"{Body(words, random)}\" OwnerUserId=\"{owner}\" Title=\"{Sentence(words, random, 4 + random.Next(8))}\" Tags=\"&lt;{words[random.Next(300)]}&gt;&lt;{words[random.Next(300)]}-{random.Next(9)}&gt;\" />\n"
                    : $"  <row Id=\"{id}\" PostTypeId=\"2\" ParentId=\"{questions[^(1 + random.Next(Math.Min(questions.Count, 2000)))]}\" CreationDate=\"{date}\" Score=\"{random.Next(30)}\" Body=\"{Body(words, random)}\" OwnerUserId=\"{owner}\" />\n");
                if (isQuestion)
                    questions.Add(id);
            }
            writer.Write("</posts>\n");
        }
    }

    private static StreamWriter Open(string path, string root)
    {
        var writer = new StreamWriter(path, append: false, new UTF8Encoding(true), 1 << 16);
        writer.Write($"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<{root}>\n");
        return writer;
    }

    private static string Word(int index)
    {
        var word = new StringBuilder();
        for (var rest = index + 1; rest > 0; rest /= Syllables.Length)
            word.Append(Syllables[rest % Syllables.Length]);
        return word.ToString();
    }

    private static string Name(string[] words, int id) => $"{char.ToUpperInvariant(words[id % 997][0])}{words[id % 997][1..]} {words[id % Vocabulary]}";

    private static string Sentence(string[] words, Random random, int length)
    {
        var text = new StringBuilder();
        for (var i = 0; i < length; i++)
            text.Append(i == 0 ? "" : " ").Append(words[(int)(Vocabulary * Math.Pow(random.NextDouble(), 4))]);
        return text.ToString();
    }

    private static string Body(string[] words, Random random)
    {
        var text = new StringBuilder("&lt;p&gt;").Append(Sentence(words, random, 20 + random.Next(120))).Append("&lt;/p&gt;");
        if (random.Next(5) == 0)
            text.Append("&#xA;&lt;pre&gt;&lt;code&gt;int ").Append(words[random.Next(2000)]).Append(" = &amp;quot;x&amp;quot;;&#xA;&lt;/code&gt;&lt;/pre&gt;");
        return text.ToString();
    }
}
