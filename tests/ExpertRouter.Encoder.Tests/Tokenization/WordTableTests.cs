using ExpertRouter.Encoder.Tokenization;

namespace ExpertRouter.Encoder.Tests.Tokenization;

public sealed class WordTableTests
{
    [Theory]
    [InlineData("a", 1)]
    [InlineData("elevenchars", 2)]
    [InlineData("twelvechars1", 3)]
    [InlineData("twelvechars2", 4)]
    [InlineData("größenordnung", 5)]
    [InlineData("", 0)]
    [InlineData("a\0", 0)]
    [InlineData("elevenchar", 0)]
    [InlineData("twelvechars3", 0)]
    [InlineData("twelvechars12", 0)]
    public void NumberOf_Word_IsItsPlaceInTheList(string word, int expected) =>
        Assert.Equal(expected, new WordTable(["a", "elevenchars", "twelvechars1", "twelvechars2", "größenordnung"]).NumberOf(word));

    [Fact]
    public void NumberOf_ThousandsOfWords_FindsEachAndNoOther()
    {
        string[] words = [.. Enumerable.Range(0, 5000).Select(i => i % 2 == 0 ? $"{i}" : $"rather-long-word-{i}")];
        var table = new WordTable(words);

        Assert.All(words.Index(), word => Assert.Equal(word.Index + 1, table.NumberOf(word.Item)));
        Assert.All(Enumerable.Range(0, 5000), i => Assert.Equal(0, table.NumberOf(i % 2 == 1 ? $"{i}" : $"rather-long-word-{i}")));
    }

    [Fact]
    public void NumberOf_EmptyList_FindsNothing() => Assert.Equal(0, new WordTable([]).NumberOf("word"));

    [Fact]
    public void WordTable_WordTwice_IsRefused() => Assert.Throws<ArgumentException>(() => new WordTable(["one", "two", "one"]));
}
