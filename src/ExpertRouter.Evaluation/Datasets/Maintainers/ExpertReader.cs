using ExpertRouter.Core.Ranking;

namespace ExpertRouter.Evaluation.Datasets.Maintainers;

/// <summary>Turns texts into features of all experts, by the words of some documents and, with an encoder, by their vectors. Immutable, thread-safe.</summary>
/// <param name="words">Built on the same documents as <paramref name="vectors"/>.</param>
/// <param name="vectors">Null without an encoder.</param>
public sealed class ExpertReader(MaintainerFeatures words, EncoderFeatures? vectors)
{
    /// <summary>Names of the features by words, and of all of them; the same list without an encoder.</summary>
    public (IReadOnlyList<string> Words, IReadOnlyList<string> All) Names
    {
        get
        {
            var table = words.Extract("", out var similarities);
            string[] ofWords = [.. table.Names];
            vectors?.AddTo(table, null, similarities);
            return (ofWords, table.Names);
        }
    }

    /// <summary>Features by words, and all of them; the same group without an encoder.</summary>
    /// <param name="text">A query.</param>
    /// <param name="encoded">The same as the encoder sees it; null where it has no vector.</param>
    /// <param name="relevant">Positions of the right experts, ascending; empty while unknown.</param>
    public (RankingGroup Words, RankingGroup All) Read(string text, EncodedText? encoded, params int[] relevant)
    {
        var table = words.Extract(text, out var similarities);
        var byWords = table.ToGroup(relevant);
        if (vectors is null) return (byWords, byWords);
        vectors.AddTo(table, encoded, similarities);
        return (byWords, table.ToGroup(relevant));
    }
}
