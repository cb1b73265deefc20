using ExpertRouter.Evaluation.Datasets.StackExchange;

namespace ExpertRouter.Evaluation.Tests.Datasets.StackExchange;

public sealed class HtmlTextTests
{
    [Theory]
    [InlineData("<p>one<br/>two</p>", " one two ")]
    [InlineData("<pre><code>if (a &lt; b) x &amp;= 1;</code></pre>", "  if (a < b) x &= 1;  ")]
    [InlineData("a < b", "a < b")]
    [InlineData("", "")]
    public void Of_Html_KeepsText(string html, string expected) => Assert.Equal(expected, HtmlText.Of(html));
}
