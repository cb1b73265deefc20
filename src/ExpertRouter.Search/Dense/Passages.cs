using ExpertRouter.Core.Model;

namespace ExpertRouter.Search.Dense;

/// <summary>The texts that stand for an entry when it is encoded.</summary>
internal static class Passages
{
    /// <summary>Title and a stretch of the body each; none for a deleted document or one without text.</summary>
    public static IReadOnlyList<string> Of(Document document, PassageOptions options)
    {
        if (document.IsDeleted)
            return [];
        var passages = new List<string>();
        var rest = document.Body.AsSpan().Trim();
        do
        {
            var end = EndOfWords(rest, options.WordsPerPassage);
            var passage = $"{document.Title}\n{rest[..end]}".Trim();
            rest = rest[end..].TrimStart();
            if (passage.Length > 0)
                passages.Add(passage);
        }
        while (rest.Length > 0 && passages.Count > 0 && passages.Count < options.MaxPassages);
        return passages;
    }

    /// <summary>What an expert says of itself.</summary>
    public static IReadOnlyList<string> Of(Expert expert) =>
        string.IsNullOrWhiteSpace(expert.About) && expert.DeclaredAreas.Length == 0
            ? []
            : [$"{string.Join(", ", expert.DeclaredAreas)}\n{expert.Title}\n{expert.About}".Trim()];

    private static int EndOfWords(ReadOnlySpan<char> text, int words)
    {
        var at = 0;
        for (var word = 0; word < words && at < text.Length; word++)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
                at++;
            while (at < text.Length && !char.IsWhiteSpace(text[at]))
                at++;
        }
        return at;
    }
}
