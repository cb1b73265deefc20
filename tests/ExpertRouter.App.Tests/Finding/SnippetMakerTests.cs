using CsCheck;
using ExpertRouter.App.Finding;

namespace ExpertRouter.App.Tests.Finding;

public sealed class SnippetMakerTests
{
    [Fact]
    public void Make_LongText_CutsThePassageWithMostWords()
    {
        var text = $"{string.Join(' ', Enumerable.Repeat("lag filler", 60))} here the consumer lag and rebalance meet {string.Join(' ', Enumerable.Repeat("more", 100))}";

        var (snippet, highlights) = SnippetMaker.Make(text, ["consumer", "lag", "rebalance"], "en");

        Assert.Contains("consumer lag and rebalance", snippet, StringComparison.Ordinal);
        Assert.Contains(highlights, range => snippet.Substring(range.Start, range.Length) == "consumer");
        Assert.InRange(snippet.Length, 1, SnippetMaker.Longest + 2);
    }

    [Fact]
    public void Make_StopWordOfTheLanguage_IsNotMarked()
    {
        var (snippet, highlights) = SnippetMaker.Make("The lidar is blind in fog.", ["lidar", "in", "fog"], "en");

        Assert.Equal(["lidar", "fog"], highlights.Select(range => snippet.Substring(range.Start, range.Length)));
    }

    [Fact]
    public void Make_NoWordOccurs_GivesTheBeginning()
    {
        var (snippet, highlights) = SnippetMaker.Make("Some text.", ["absent"], "en");

        Assert.Equal("Some text.", snippet);
        Assert.Empty(highlights);
    }

    [Fact]
    public void Make_AnyText_HighlightsLieInsideAndDoNotOverlap() =>
        Gen.OneOf(Gen.Const("lag"), Gen.Const("lagging"), Gen.Const("x\n"), Gen.Const("fog_index"), Gen.String[0, 12]).Array[0, 200]
            .Sample(words =>
            {
                var (snippet, highlights) = SnippetMaker.Make(string.Join(' ', words), ["lag", "index"], "en");
                var end = 0;
                Assert.InRange(snippet.Length, 0, SnippetMaker.Longest + 2);
                foreach (var range in highlights)
                {
                    Assert.InRange(range.Start, end, snippet.Length - range.Length);
                    Assert.True(
                        snippet.Substring(range.Start, range.Length).Contains("lag", StringComparison.OrdinalIgnoreCase)
                        || snippet.Substring(range.Start, range.Length).Contains("index", StringComparison.OrdinalIgnoreCase));
                    end = range.Start + range.Length;
                }
            }, iter: 300);
}
